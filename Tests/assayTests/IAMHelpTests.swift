import Testing
import TestSupport

/// What the commands about policies say of themselves.
struct IAMHelpTests {
  @Test(arguments: [
    "check-no-new-access", "check-access-not-granted", "check-no-public-access", "escalate",
    "simulate", "size", "explain-action",
  ])
  func `help is prose, and says once what is taken by default`(_ command: String) throws {
    let outcome = try Tool.run(["iam", command, "--help"], in: TemporaryFolder())
    #expect(outcome.status == 0)
    let prose = try #require(outcome.output.ranges(of: "Examples:").first?.lowerBound)
    #expect(!outcome.output[..<prose].contains("\\"))
    let words = outcome.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.ranges(of: "default: text").count == 1)
  }
}
