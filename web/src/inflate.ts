// The data of a large report stands in the page packed small (src/table/squeeze.h).

/* The text of base64 of a zlib stream. */
export async function inflate(base64: string): Promise<string> {
  const raw = atob(base64.trim());
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}
