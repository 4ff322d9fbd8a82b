/// A word that tells what a line is about, and where such a line may stand.
struct Word: Sendable {
  /// Where it is looked for.
  enum Place { case code, codeAndStrings }

  let text: String
  let place: Place
  /// Prefixes of the paths that may hold it; empty for nowhere.
  let homes: [String]
  let reason: String
  /// Whether something else may stand right before it: `as` is no end of `alias`.
  let isWhole: Bool

  init(_ text: String, _ place: Place, in homes: [String], _ reason: String) {
    self.text = text
    self.place = place
    self.homes = homes
    self.reason = reason
    isWhole = text.unicodeScalars.first.map(Self.isPartOfName) ?? false
  }

  /// The section "would a line know its room" of the design, and what our style forbids.
  static let all = rooms + forbidden

  /// Where a process begins and ends.
  private static let executables = ["Sources/assay/", "Sources/assay-vectors/"]

  private static let rooms = [
    Word("CREATE TABLE", .codeAndStrings, in: ["Sources/AssayStore/"], "SQL stops at its wall"),
    Word("AWS::", .codeAndStrings, in: ["Sources/AssayIngest/"], "only ingest spells formats"),
    Word(
      "after_unknown", .codeAndStrings, in: ["Sources/AssayIngest/"], "only ingest spells formats"),
    Word("\"aws_", .codeAndStrings, in: ["Sources/AssayIngest/"], "only ingest spells formats"),
    Word(
      "testsuite", .codeAndStrings, in: ["Sources/AssayReports/Formats/"],
      "output formats stop in their files"),
    Word(
      "\"$schema\"", .codeAndStrings,
      in: [
        "Sources/AssayReports/Formats/", "Sources/AssayIngest/Recognition/",
        "Sources/AssayRules/Packs/RuleFileSchema.swift",
      ], "output formats stop in their files, and recognising them in one folder"),
    Word(
      "ProductArn", .codeAndStrings, in: ["Sources/AssayReports/Formats/"],
      "output formats stop in their files"),
    Word("0.0.0.0/0", .codeAndStrings, in: [], "what is too wide is for policies to say"),
    Word(
      "amazon-ssm-agent", .codeAndStrings,
      in: ["Sources/AssayModel/Derivations/SoftwareTraces.swift"],
      "names of packages and services are recognised in one file"),
    Word(
      "amazon-cloudwatch-agent", .codeAndStrings,
      in: ["Sources/AssayModel/Derivations/SoftwareTraces.swift"],
      "names of packages and services are recognised in one file"),
    Word("print(", .code, in: [], "output goes through a stream that can fail"),
    Word("Date()", .code, in: [], "the clock is read once, by the command layer"),
    Word("ProcessInfo", .code, in: [], "environment and arguments enter at the command line"),
    Word(
      "CommandLine", .code, in: executables, "arguments enter at the command line"),
    Word("getenv(", .code, in: ["Sources/assay/"], "the environment enters at the command line"),
    Word(
      "clock_gettime(", .code, in: executables, "the clock is read by the command layer"),
    Word("exit(", .code, in: executables, "only the command line ends the process"),
    Word(
      "withTaskGroup", .code, in: ["Sources/AssayRules/", "Sources/assay/"],
      "parallel work belongs to the engine"),
    Word(
      "Task {", .code, in: ["Sources/AssayRules/", "Sources/assay/"],
      "parallel work belongs to the engine"),
    Word(
      "FileManager", .code, in: [], "files are read by Documents and written by the command line"),
    Word(
      "FileHandle", .code, in: [], "files are read by Documents and written by the command line"),
  ]

  private static let forbidden = [
    Word("try!", .code, in: [], "an error is thrown or a diagnostic, never a crash"),
    Word("as!", .code, in: [], "a cast that can fail is asked, not forced"),
    Word("fatalError(", .code, in: [], "what cannot happen is a `precondition` with a sentence"),
    Word("unowned", .code, in: [], "a reference is strong or weak"),
    Word("nonisolated(unsafe)", .code, in: [], "what crosses a task is a Sendable value"),
    Word(
      "@unchecked Sendable", .code, in: ["Sources/Records/"],
      "what crosses a task is a Sendable value"),
    Word("JSONSerialization", .code, in: [], "JSON goes through our reader and writer"),
    Word("JSONDecoder", .code, in: [], "JSON goes through our reader and writer"),
    Word("String(format:", .code, in: [], "no formatter of Foundation stands on the path"),
    Word("DateFormatter", .code, in: [], "no formatter of Foundation stands on the path"),
    Word("NumberFormatter", .code, in: [], "no formatter of Foundation stands on the path"),
  ]

  /// Whether a line holds it.
  func stands(in line: String) -> Bool {
    var rest = Substring(line)
    while let found = rest.firstRange(of: text) {
      let before = line[..<found.lowerBound].unicodeScalars.last
      if !isWhole || before.map({ !Self.isPartOfName($0) && $0 != "." }) ?? true { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }

  func isAtHome(_ path: String) -> Bool { homes.contains { path.hasPrefix($0) } }

  private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
