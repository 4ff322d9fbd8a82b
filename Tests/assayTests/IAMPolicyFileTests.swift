import Testing
import TestSupport

/// Files with policies: what the command line of AWS prints, YAML, and hostile ones.
struct IAMPolicyFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func granted(_ name: String) throws -> Tool.Outcome {
    try Tool.run(
      ["iam", "check-access-not-granted", "--policy", name, "--action", "iam:PassRole"],
      in: folder)
  }

  private static let policy =
    #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]}"#

  /// The policy as a JSON text inside JSON.
  private static let quoted = #"""# + policy.replacing("\"", with: #"\""#) + #"""#

  private static let encoded =
    "\""
    + policy.utf8.map { byte in
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      let hex = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (hex.count < 2 ? "0" : "") + hex
    }.joined() + "\""

  private static let wrapped = [
    policy,
    "[\(policy)]",
    #"{"PolicyVersion": {"Document": \#(policy), "VersionId": "v1"}}"#,
    #"{"PolicyVersion": {"Document": \#(encoded), "VersionId": "v1"}}"#,
    #"{"RoleName": "b", "PolicyName": "p", "PolicyDocument": \#(policy)}"#,
    #"{"RoleName": "b", "PolicyName": "p", "PolicyDocument": \#(encoded)}"#,
    #"{"Policy": {"PolicySummary": {"Name": "scp"}, "Content": \#(quoted)}}"#,
    #"{"Policy": \#(quoted)}"#,
    quoted, encoded,
  ]

  @Test(arguments: wrapped)
  func `policies are found in what the command line of AWS prints`(text: String) throws {
    try folder.write("p.json", text)
    let outcome = try granted("p.json")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.output.contains("p.json:1:"), "\(outcome)")
  }

  @Test func `places lead through quotes and percent signs`() throws {
    try folder.write("p.json", #"{"Policy": \#(Self.encoded)}"#)
    let outcome = try granted("p.json")
    // The statement's brace is the second `%7B`.
    let text = #"{"Policy": \#(Self.encoded)}"#
    let braces = text.ranges(of: "%7B")
    let column = text.distance(from: text.startIndex, to: braces[1].lowerBound) + 1
    #expect(outcome.output.contains("p.json:1:\(column): statement 1"), "\(outcome)")
  }

  @Test func `policies may be YAML`() throws {
    try folder.write(
      "p.yaml",
      """
      Version: 2012-10-17
      Statement:
        - Effect: Allow
          Action: [iam:PassRole]
          Resource: "*"
      """)
    let outcome = try granted("p.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("p.yaml:3:5: statement 1"), "\(outcome)")
  }

  @Test(arguments: [
    ("p.yaml", "Statement: !Sub x", "p.yaml:1:17: error: `!Sub` belongs to a template", 2),
    ("p.json", #"{"Role": {"AssumeRolePolicyDocument": \#(policy)}}"#, "[policy-is-trust]", 2),
    ("p.json", #"{"Policy": "no policy", "Statement2": 1}"#, "[policy-not-decodable]", 2),
    ("p.json", #""%7B%22""#, "error: ", 2),
    ("p.json", #""%7G""#, "[policy-not-decodable]", 2),
    ("p.yaml", "a: !x b", "[policy-with-tag]", 2),
    ("p.json", "3", "[policy-not-decodable]", 2),
    ("p.json", "[]", "no policy is in `p.json`", 2),
    ("p.json", "", "p.json:1:1: error: ", 2),
    ("p.json", "\u{1B}[31m{}", "p.json:1:1: error: ", 2),
    (
      "p.json", #"{"Version": "2012-10-17", "Version": "2012-10-17", "Statement": []}"#,
      "p.json:1:27: error: key `Version` is given twice", 2
    ),
    (
      "p.json", #"{"Statement": [{"Effect": "allow", "Action": "*", "Resource": "*"}]}"#,
      "did you mean `Allow`?", 3
    ),
    ("p.json", #"{"Statement": [7]}"#, "[not-a-statement]", 3),
  ])
  func `what is no policy is told at its place`(
    name: String, text: String, words: String, status: Int32
  ) throws {
    try folder.write(name, text)
    let outcome = try granted(name)
    #expect(outcome.status == status, "\(outcome)")
    #expect(outcome.errors.contains(words), "\(outcome)")
    #expect(!outcome.errors.contains("\u{1B}") && !outcome.output.contains("\u{1B}"))
  }

  /// Each would take for ever, or all memory, if it were decided by trying.
  private static let hostile: [(name: String, text: String, status: Set<Int32>)] = [
    ("six megabytes", #"{"Statement": ""# + String(repeating: "x", count: 6 << 20) + #""}"#, [2]),
    ("deep", String(repeating: "[", count: 100_000), [2]),
    ("deep mappings", String(repeating: #"{"Statement":"#, count: 50_000), [2]),
    (
      "many statements",
      statements((0..<5_000).map { allow("iam:*", "arn:aws:iam::*:role/*x\($0)*") }), [3]
    ),
    (
      "many actions",
      statements([
        #"{"Effect": "Allow", "Resource": "*", "Action": ["#
          + (0..<9_000).map { "\"*a*\($0)\"" }.joined(separator: ",") + "]}"
      ]), [3]
    ),
    (
      "wildcards in an action",
      statements([allow("iam:" + String(repeating: "*?", count: 100_000), "*")]), [3]
    ),
    (
      "wildcards in a resource",
      statements([allow("iam:*", "arn:aws:iam::*:role/" + String(repeating: "*a", count: 5_000))]),
      [3]
    ),
    (
      "wildcards in many resources",
      statements(
        (0..<100).map {
          allow("iam:*", "arn:aws:iam::*:role/" + String(repeating: "*a?b", count: 40) + "\($0)")
        }), [1, 3]
    ),
    (
      "denials",
      statements(
        [allow("*", "*")]
          + (0..<300).map {
            #"{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringLike": {"aws:k\#($0 % 7)": "*a\#($0)*"}, "Bool": {"aws:b\#($0 % 13)": "true"}}}"#
          }), [1, 3]
    ),
    (
      "steering characters", statements([allow("iam:*\u{202E}\u{1B}]0;x\u{7}", "*")]), [0, 1, 2, 3]
    ),
  ]

  private static func allow(_ action: String, _ resource: String) -> String {
    #"{"Effect": "Allow", "Action": "\#(action)", "Resource": "\#(resource)"}"#
  }

  private static func statements(_ list: [String]) -> String {
    #"{"Version": "2012-10-17", "Statement": ["# + list.joined(separator: ",") + "]}"
  }

  @Test(arguments: hostile.indices)
  func `hostile policies end soon`(index: Int) throws {
    let (name, text, status) = Self.hostile[index]
    try folder.write("p.json", text)
    try folder.write("s3.json", Self.statements([Self.allow("s3:*", "*")]))
    let clock = ContinuousClock()
    for arguments in [
      ["check-no-new-access", "--policy", "p.json", "--reference", "s3.json"],
      ["check-no-new-access", "--policy", "s3.json", "--reference", "p.json"],
      ["check-access-not-granted", "--policy", "p.json", "--action", "iam:PassRole"],
      ["escalate", "--policy", "p.json"],
    ] {
      let start = clock.now
      let outcome = try Tool.run(["iam"] + arguments, in: folder)
      let isReference = arguments.contains("s3.json") && arguments[2] == "s3.json"
      #expect(
        status.contains(outcome.status) || (isReference && outcome.status <= 3),
        "\(name): \(arguments) \(outcome.status) \(outcome.errors.prefix(500))")
      #expect(!outcome.wasKilled)
      #expect(clock.now - start < .seconds(60), "\(name): \(arguments)")
      #expect(!(outcome.output + outcome.errors).contains("\u{1B}"))
      #expect(!(outcome.output + outcome.errors).contains("\u{202E}"))
    }
  }
}
