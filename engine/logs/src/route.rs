//! The route of a request: its method and path, with a star in the place of each id and without its query.

/// A part of a path is an id from so many letters on, if it has a digit.
const LONG: usize = 20;
/// The most bytes of a route. Chosen: it names a workload.
const MOST_BYTES: usize = 120;

/// Writes the route of a method and an address into `route`, in the place of what is there.
pub(crate) fn write(route: &mut String, method: &str, address: &str) {
    route.clear();
    if !method.is_empty() {
        route.push_str(method);
        route.push(' ');
    }
    let path = address.split_once("://").map_or(address, |(_, rest)| {
        rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/")
    });
    let path = path.split(['?', '#', ';']).next().unwrap_or("");
    let mut has_part = false;
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if route.len() + part.len() > MOST_BYTES {
            route.push_str("/…");
            return;
        }
        has_part = true;
        route.push('/');
        route.push_str(if is_id(part) { "*" } else { part });
    }
    if !has_part {
        route.push('/');
    }
}

/// Writes the route of a request line such as `GET /course/7?page=2 HTTP/1.1`.
pub(crate) fn write_of_line(route: &mut String, line: &str) {
    let mut words = line.split(' ');
    let (method, address) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    write(route, method, address);
}

/// Whether a part of a path names one thing among many: a number, a hash, or a long word with digits.
fn is_id(part: &str) -> bool {
    let has_digit = part.bytes().any(|byte| byte.is_ascii_digit());
    let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
    let is_hash = part.len() >= 8
        && part
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    is_number || has_digit && (is_hash || part.len() >= LONG) || part.contains('@')
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_id_is_a_star_and_a_query_is_left_out() {
        let check = |line: &str, expected: &str| {
            let mut route = String::new();
            super::write_of_line(&mut route, line);
            assert_eq!(route, expected);
        };
        check("GET /course/7?page=2 HTTP/1.1", "GET /course/*");
        check(
            "POST https://lms.example.org:443/quiz/12/submit HTTP/2.0",
            "POST /quiz/*/submit",
        );
        check("GET https://lms.example.org HTTP/1.1", "GET /");
        check(
            "GET /users/ana@example.org/avatar.png HTTP/1.1",
            "GET /users/*/avatar.png",
        );
        check(
            "GET /v2/files/0f8fad5b-d9cb-469f-a165-70867728950e HTTP/1.1",
            "GET /v2/files/*",
        );
        check("-", "- /");
    }
}
