const sections = ['Introduction', 'Examples', 'Exercises', 'Summary'];

/** One heading for each section of the lesson on a topic. */
export function outline(topic) {
  const name = topic.trim();
  if (name === '') throw new RangeError('a lesson needs a topic');
  return sections.map((section) => `${section}: ${name}`);
}
