//! Small parts of the screen that several features use.

pub(crate) mod area;
pub(crate) mod css;
pub(crate) mod dialog;
pub(crate) mod disclosure;
pub(crate) mod lab_link;
pub(crate) mod lane_mark;
pub(crate) mod more_button;
pub(crate) mod neighbour;
pub(crate) mod number_field;
pub(crate) mod permitted;
pub(crate) mod qr_code;
pub(crate) mod reactive;
