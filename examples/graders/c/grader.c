/* A grader in C without a library: it calls the host.
 *
 *     clang --target=wasm32 -O2 -nostdlib -Wl,--no-entry -Wl,-z,stack-size=16384 -o grader.wasm grader.c
 *
 * `pip install ziglang` has a clang too: `python -m ziglang cc -target wasm32-freestanding` and the rest of the line.
 *
 * The task: "Name the four stages of the water cycle." The key stays with the host, which says for each word of the
 * submission whether it meets a criterion. */

#define HOST(name) __attribute__((import_module("lanewise"), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))

HOST("submission_len") int submission_len(void);
HOST("submission_read") int submission_read(char *to, int from, int len);
HOST("criteria") int criteria(void);
HOST("criterion_points") int criterion_points(int criterion);
HOST("answer_matches") int answer_matches(int criterion, int from, int len);
HOST("award") void award(int points);
HOST("feedback") void feedback(const char *text, int len);

/* Shorter words, such as "of" and "the", are not worth a question. */
#define SHORTEST_WORD 4

static char text[16384];

static int is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether one of the words meets a criterion. */
static int is_met(int criterion, int len) {
    for (int from = 0; from < len;) {
        int to = from;
        while (to < len && is_letter(text[to])) to++;
        if (to - from >= SHORTEST_WORD && answer_matches(criterion, from, to - from)) return 1;
        from = to + 1;
    }
    return 0;
}

EXPORT("grade") void grade(void) {
    static const char all[] = "Every stage is there.";
    static const char some[] = "One stage or more is missing.";
    int len = submission_read(text, 0, submission_len());
    int missing = 0;
    for (int criterion = 0; criterion < criteria(); criterion++) {
        if (is_met(criterion, len)) award(criterion_points(criterion));
        else missing++;
    }
    if (missing) feedback(some, sizeof some - 1);
    else feedback(all, sizeof all - 1);
}
