// Firefox by WebDriver BiDi, which needs no driver program.
import { launch } from "puppeteer-core";

export async function firefox(program) {
  const browser = await launch({ browser: "firefox", executablePath: program, headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  return {
    name: await browser.version(),
    open: (address) => page.goto(address),
    read: (script) => page.evaluate(new Function(script)),
    async click(xpath) {
      const element = await page.waitForSelector(`xpath/${xpath}`, { timeout: 10_000 });
      await element.click();
    },
    close: () => browser.close(),
  };
}
