//! Credits as the API's decimal fields have them.

use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use crate::money::MilliCredits;

/// Credits as a number: whole where they are whole, such as `15`, otherwise with decimals, such as `1.2`.
#[derive(Clone, Copy, Debug, ToSchema)]
#[schema(value_type = f64, example = 15)]
pub struct Decimal(pub MilliCredits);

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.0 % 1000 == 0 {
            serializer.serialize_i64(self.0.0 / 1000)
        } else {
            serializer.serialize_f64(self.0.as_decimal())
        }
    }
}
