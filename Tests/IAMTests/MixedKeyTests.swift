import Documents
import IAM
import Testing

/// Keys that conditions compare in several ways: as a text, a number, an instant, a flag, an address.
struct MixedKeyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let condition: String
    /// Nil where no value is as asked.
    let values: [String]?

    init(_ name: String, _ condition: String, _ values: [String]?) {
      self.name = name
      self.condition = condition
      self.values = values
    }

    var testDescription: String { name }
  }

  private static func when(_ conditions: (String, String)...) -> String {
    conditions.map { #""\#($0.0)": {"example:key": [\#($0.1)]}"# }.joined(separator: ", ")
  }

  private static let excepted = (0..<20).map { #""+\#(String(repeating: "0", count: $0))5""# }
    .joined(separator: ", ")

  static let cases: [Case] = [
    Case(
      "a year that is a number", when(("NumericEquals", "2026"), ("DateEquals", #""2026-01-01""#)),
      ["2026"]),
    Case(
      "seconds that are a number",
      when(("NumericEquals", "5"), ("DateEquals", #""1970-01-01T00:00:05Z""#)), ["00005"]),
    Case(
      "a number and a later date",
      when(("NumericLessThan", "5"), ("DateGreaterThanEquals", #""2026-06-01""#)), nil),
    Case("a flag and a number", when(("Bool", "false"), ("NumericLessThan", "5")), nil),
    Case(
      "an address and a number", when(("IpAddress", #""10.0.0.0/8""#), ("NumericLessThan", "5")),
      nil),
    Case(
      "a flag but for one spelling", when(("Bool", "true"), ("StringNotEquals", #""true""#)),
      ["True"]),
    Case(
      "a flag but for all spellings",
      when(("Bool", "true"), ("StringNotEqualsIgnoreCase", #""true""#)),
      nil),
    Case(
      "a flag and another text", when(("Bool", "false"), ("StringEqualsIgnoreCase", #""bob""#)), nil
    ),
    Case(
      "a number but for some spellings",
      when(("NumericEquals", "5"), ("StringNotEquals", #""5", "+5", "+05", "5.0""#)), ["00005"]),
    Case(
      "a number but for many spellings",
      when(("NumericEquals", "5"), ("StringNotEquals", excepted)), ["5"]),
    Case(
      "an address but for its spelling",
      when(("IpAddress", #""10.1.2.3/32""#), ("StringNotEquals", #""10.1.2.3""#)), nil),
    Case(
      "an address but for one of them",
      when(("IpAddress", #""10.0.0.0/8""#), ("StringNotEquals", #""10.0.0.0""#)), ["10.255.255.255"]
    ),
    Case(
      "a number that begins so", when(("NumericLessThan", "20"), ("StringLike", #""1*""#)), ["19"]),
    Case("no number begins so", when(("NumericLessThan", "20"), ("StringLike", #""v*""#)), nil),
    Case(
      "a number by name", when(("NumericLessThan", "20"), ("StringEquals", #""7.50", "x""#)),
      ["7.50"]),
    Case(
      "neither is it", when(("NumericNotEquals", "5"), ("DateNotEquals", #""2026-01-01""#)), []),
  ]

  @Test(arguments: cases)
  func `a value is found that all readings of it allow, or that there is none`(entry: Case) throws {
    let policy = try Policies.policy(
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
         "Condition": {\(entry.condition)}}]}
      """)
    let nothing = Level(.identity, [])
    switch Containment(.open).check([Level(.identity, [policy])], within: [nothing]) {
    case .contained: #expect(entry.values == nil)
    case .new(let found): #expect(found.map { $0.request["example:key"] ?? [] } == [entry.values])
    case .unknown(let reasons): Issue.record("\(reasons)")
    }
  }

  @Test(arguments: ["10.0.0.0/-0", "::-1", "2001:db8::+1"])
  func `what has a sign is no address`(_ text: String) throws {
    let (_, problems) = PolicyParser.parse(
      SourceFile(
        path: "policy.json",
        text: """
          {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
             "Condition": {"IpAddress": {"aws:SourceIp": "\(text)"}}}]}
          """), as: .identity)
    #expect(problems.map(\.code) == ["unreadable-condition"])
    #expect(problems.allSatisfy { $0.fixIts.isEmpty })
  }
}
