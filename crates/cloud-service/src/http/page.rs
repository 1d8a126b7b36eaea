//! Lists by the page.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::refusal::Refusal;

/// Most pages that are turned.
const PAGES: u32 = 1_000_000;
/// Most rows of a page.
const ROWS: u32 = 100;

/// The query of a list that has nothing else to ask.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// From 1.
    #[param(minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<u32>,
    /// 1 to 100.
    #[param(minimum = 1, maximum = 100, example = 20)]
    limit: Option<u32>,
}

impl PageQuery {
    /// The page.
    ///
    /// # Errors
    /// As [`Page::new`].
    pub fn page(&self) -> Result<Page, Refusal> {
        Page::new(self.page, self.limit)
    }
}

/// Which page is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    page: u32,
    limit: u32,
}

impl Page {
    /// From the fields of a query: the first page, of twenty rows, where nothing is said.
    ///
    /// # Errors
    /// Where there is no such page, or a page has no such number of rows.
    pub fn new(page: Option<u32>, limit: Option<u32>) -> Result<Self, Refusal> {
        let (page, limit) = (page.unwrap_or(1), limit.unwrap_or(20));
        if !(1..=PAGES).contains(&page) {
            return Err(Refusal::field("page", format!("`page` is 1 to {PAGES}.")));
        }
        if !(1..=ROWS).contains(&limit) {
            return Err(Refusal::field("limit", format!("`limit` is 1 to {ROWS}.")));
        }
        Ok(Self { page, limit })
    }

    /// How many rows come before it.
    pub fn skip(self) -> usize {
        let rows = u64::from(self.page - 1) * u64::from(self.limit);
        usize::try_from(rows).unwrap_or(usize::MAX)
    }

    /// How many rows it has.
    pub fn limit(self) -> usize {
        usize::try_from(self.limit).unwrap_or(usize::MAX)
    }

    /// As the answer says it, of `total` rows.
    pub fn of(self, total: u64) -> Pagination {
        let total_pages = total.div_ceil(u64::from(self.limit));
        Pagination { page: self.page, limit: self.limit, total, total_pages }
    }
}

/// Which page of how many this is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Pagination {
    #[schema(example = 1)]
    page: u32,
    #[schema(example = 20)]
    limit: u32,
    #[schema(example = 45)]
    total: u64,
    #[schema(example = 3)]
    total_pages: u64,
}
