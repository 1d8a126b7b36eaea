//! Industries: an invented brand for each, with a value for every slot.

use super::slot::Values;

mod budgeting_app;
mod coffee;
mod dental_clinic;
mod fashion;
mod fitness;
mod garden;
mod home_cleaning;
mod language_app;
mod meal_kit;
mod online_course;
mod pet_food;
mod real_estate;
mod skin_care;
mod team_software;
mod travel;

/// A line of business with an invented brand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Industry {
    /// The name in files and on the command line.
    pub id: &'static str,
    /// The name on screen.
    pub name: &'static str,
    /// What its brand puts into the slots.
    pub values: Values,
}

impl Industry {
    /// Every industry there is.
    pub const ALL: [&'static Self; 15] = [
        &skin_care::SKIN_CARE,
        &fitness::FITNESS,
        &coffee::COFFEE,
        &fashion::FASHION,
        &home_cleaning::HOME_CLEANING,
        &pet_food::PET_FOOD,
        &language_app::LANGUAGE_APP,
        &budgeting_app::BUDGETING_APP,
        &meal_kit::MEAL_KIT,
        &dental_clinic::DENTAL_CLINIC,
        &real_estate::REAL_ESTATE,
        &travel::TRAVEL,
        &team_software::TEAM_SOFTWARE,
        &online_course::ONLINE_COURSE,
        &garden::GARDEN,
    ];

    /// The industry with that id.
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::ALL.into_iter().find(|industry| industry.id == id)
    }
}
