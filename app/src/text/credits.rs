//! Whose data the page stands on; the licences of three of them ask to be named in sight.

pub(crate) const CREDITS: &str = "Contains data from GeoNames (CC BY 4.0) and from the Open University Learning Analytics \
     dataset (Kuzilek et al. 2017, CC BY 4.0). Map: Natural Earth.";
pub(crate) const ALL_CREDITS: &str = "All sources and licences";
pub(crate) const FACTS: &str = "The facts";
pub(crate) const MODEL: &str = "What this model knows and does not";
