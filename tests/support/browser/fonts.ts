import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { decompress } from "wawoff2";
import { cacheDirectory } from "../cache-directory.ts";

const packagePath = createRequire(import.meta.url).resolve("@fontsource-variable/noto-sans-sc/package.json");

async function convert(directory: string): Promise<void> {
  const source = join(dirname(packagePath), "files");
  const files = (await readdir(source)).filter((file) => file.endsWith(".woff2"));
  for (const file of files) {
    const font = await decompress(await readFile(join(source, file)));
    await writeFile(join(directory, file.replace(/woff2$/, "ttf")), font);
  }
}

/**
 * A fontconfig file that adds Chinese glyphs to those of the machine: a machine for tests usually has none, and shows
 * boxes. Fontconfig does not read WOFF2, so the files are converted once.
 */
export async function chineseFontConfig(): Promise<string> {
  const { version } = JSON.parse(await readFile(packagePath, "utf8")) as { version: string };
  const fonts = await cacheDirectory(`noto-sans-sc-${version}`, convert);
  const config = join(fonts, "fonts.conf");
  await writeFile(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>\n`,
  );
  return config;
}
