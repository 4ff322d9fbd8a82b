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

  private static let turns = 0..<20

  /// As many as may be excepted.
  private static let exceptedDates: String = {
    let zones = ["Z", "z", "+00:00", "-00:00", "+0000", "-0000", ""]
    let usual = zones.flatMap { zone in ["T", "t", " "].map { "2026-03-01\($0)00:00:00\(zone)" } }
    let finer = zones.map { "2026-03-01T00:00:00.0\($0)" }
    let seconds = (0..<4).map { String(repeating: "0", count: $0) + "1772323200" }
    return (usual + finer + seconds).map { "\"\($0)\"" }.joined(separator: ", ")
  }()

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
      "a date but for its spellings",
      when(("DateEquals", #""2026-03-01""#), ("StringNotEquals", exceptedDates)),
      ["2026-03-01T00:00:00.00Z"]),
    Case(
      "many numbers, dates and exceptions",
      when(
        ("NumericEquals", turns.map { #""\#(1 + $0 * 1000)""# }.joined(separator: ", ")),
        ("DateLessThan", turns.map { #""\#(1970 + $0)-03-01""# }.joined(separator: ", ")),
        ("StringNotEquals", turns.map { #""000\#(1 + $0 * 1000)""# }.joined(separator: ", "))),
      ["1001"]),
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

  /// A variable or a hole may stand for any of the spellings.
  @Test(arguments: [
    when(("Bool", "true"), ("StringEquals", #""${aws:PrincipalTag/t}""#)),
    when(("Bool", "true"), ("StringLike", #""tr${aws:PrincipalTag/t}""#)),
    when(("Bool", "true"), ("StringEquals", "\"\u{F0000}\"")),
    when(
      ("NumericEquals", "5"), ("StringEquals", #""5""#),
      ("StringLike", #""${aws:PrincipalTag/t}""#)),
  ])
  func `what a variable or a hole stands for is not known to be no value`(
    _ condition: String
  ) throws {
    let level = try Policies.level(
      #"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {\#(condition)}}"#
    )
    guard case .unknown = Containment(.open).check([level], within: [Level(.identity, [])]) else {
      Issue.record("it may be met")
      return
    }
  }

  /// Some letters have more than two characters without regard to case.
  @Test(arguments: ["ß", "ǆ", "\u{3B8}", "\u{2126}", "å"])
  func `every case of a letter is looked for`(_ letter: String) throws {
    func level(_ op: String, _ texts: [String]) throws -> Level {
      let values = texts.map { "\"\($0)\"" }.joined(separator: ", ")
      return try Policies.level(
        """
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
         "Condition": {"\(op)": {"example:k": [\(values)]}}}
        """)
    }
    let usual = [letter.lowercased()] + (letter == "ß" ? [] : [letter.lowercased().uppercased()])
    let any = try level("StringEqualsIgnoreCase", [letter])
    guard
      case .new = Containment(.open).check([any], within: [try level("StringEquals", usual)])
    else {
      Issue.record("there is another one than \(usual)")
      return
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
