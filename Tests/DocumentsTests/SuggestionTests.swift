import Documents
import Testing

struct SuggestionTests {
  @Test(
    arguments: [
      ("agnets", ["agents", "agent", "ingress"], "agents"),
      ("severty", ["severity", "title"], "severity"),
      ("Severity", ["severity"], "severity"),
      ("sevreity", ["severity"], "severity"),
      ("titel", ["title", "tidal"], "title"),
      ("id", ["if", "ids"], "ids"),
      ("ac", ["ab", "aa"], "aa"),
      ("x", ["completely"], nil),
      ("encrypted", ["ingress", "title"], nil),
      ("", ["a"], nil),
      ("same", ["same"], nil),
      (String(repeating: "a", count: 100), [String(repeating: "a", count: 99)], nil),
    ] as [(String, [String], String?)])
  func `the word with the fewest slips is suggested`(
    _ word: String, _ candidates: [String], _ nearest: String?
  ) {
    #expect(Suggestion.nearest(to: word, among: candidates) == nearest)
    #expect(Suggestion.nearest(to: word, among: candidates.reversed()) == nearest)
  }
}
