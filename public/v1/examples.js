// The live examples of the page for embedding.
const element = (id) => document.getElementById(id);
const answer = (text) => (element("answer").value = text);

/** Does what a button asks for, and shows the answer or the reason against it. */
const act = (id, work) =>
  element(id).addEventListener("click", async () => {
    try {
      await work();
      answer("done");
    } catch (error) {
      answer(error.message);
    }
  });

element("told").addEventListener("result", ({ detail }) => {
  const { met, of, usd_per_month } = detail;
  element("result").value = `${met} of ${of} meet their targets, for $${Math.round(usd_per_month)} a month`;
});
act("to-service", () => element("asked").place("quiz-submissions", "service"));
act("to-edge", () => element("asked").place("certificates", "edge"));
act("reset", () => element("asked").reset());
act("copy", async () => element("copied").load((await element("asked").state()).link));
