//! A scenario written down and read again is the same scenario.

use model::scenario::Scenario;

use crate::draw::for_all;
use crate::scenarios::scenario;

#[test]
fn as_text_and_back() {
    for_all(300, &scenario(), |scenario| {
        let text = scenario.to_json();
        let read = Scenario::from_json(&text).unwrap();
        assert_eq!(read, scenario);
        assert_eq!(read.to_json(), text);
    });
}
