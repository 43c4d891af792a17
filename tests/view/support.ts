import {decode} from "fast-png";
import type {Picture} from "../../src/view/picture.js";

/** Every text of a drawing, in order. */
export function texts(svg: string): string[] {
  return Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g), match => match[1]).filter(Boolean);
}

/** The red, green and blue of one unit of a drawing, seen in its PNG. */
export async function colorAt(picture: Picture, x: number, y: number): Promise<string> {
  const {data, width, channels} = decode(await picture.png());
  const start = (Math.round(y * 2) * width + Math.round(x * 2)) * channels;
  return `#${Array.from(data.slice(start, start + 3), channel => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** One picture of every kind. */
export const VIEWS: Readonly<Record<string, Picture>> = {};
