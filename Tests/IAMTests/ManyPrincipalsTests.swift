import Documents
import IAM
import Testing

/// Policies that name hundreds of principals, or more than any policy of use does.
struct ManyPrincipalsTests {
  private static func statement(_ effect: String, _ principal: String, _ conditions: String = "")
    -> String
  {
    """
    {"Effect": "\(effect)", "Principal": \(principal), "Action": "s3:GetObject",
     "Resource": "arn:aws:s3:::b/*", "Condition": {\(conditions)}}
    """
  }

  private static func list(_ texts: some Sequence<String>) -> String {
    "[" + texts.map { #""\#($0)""# }.joined(separator: ", ") + "]"
  }

  /// Roles of as many accounts, by name.
  private static func roles(_ count: Int) -> String {
    let names = (0..<count).map { "arn:aws:iam::\(111_122_220_000 + $0):role/r\($0)" }
    return #"{"AWS": \#(list(names))}"#
  }

  /// As many accounts, by condition.
  private static func accounts(_ count: Int) -> String {
    let numbers = (0..<count).map { String(333_322_220_000 + $0) }
    return #""StringEquals": {"aws:PrincipalAccount": \#(list(numbers))}"#
  }

  /// Denials of everybody but roles of a few names, each of others.
  private static func denials(_ count: Int, patterns: Int = 3) -> [String] {
    (0..<count).map { first in
      let names = (first..<first + patterns).map { "arn:aws:iam::*:role/r\($0)*" }
      return statement(
        "Deny", #""*""#, #""ArnNotLike": {"aws:PrincipalArn": \#(list(names))}"#)
    }
  }

  private static func level(_ statements: [String]) throws -> Level {
    let text = #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ","))]}"#
    return Level(.resource, [try Policies.policy(text, as: .resource)])
  }

  @Test(arguments: [20, 100])
  func `hundreds of names beside denials with exceptions are decided`(count: Int) throws {
    let allowed = [
      Self.statement("Allow", Self.roles(count)),
      Self.statement("Allow", #""*""#, Self.accounts(count)),
    ]
    let denials = Self.denials(3)
    let reference = try Self.level(allowed + denials)
    let containment = Containment(.catalogue(.bundled))
    guard case .contained = containment.check([reference], within: [reference]) else {
      Issue.record("what a policy grants, it grants")
      return
    }
    // Roles r1 are spared by the first two denials, not by the third; and so on.
    let less = try Self.level(allowed + denials.dropLast())
    guard case .new(let found) = containment.check([less], within: [reference]) else {
      Issue.record("a denial less grants more")
      return
    }
    for example in found {
      #expect(less.grants(example.request, .segmented) == .yes)
      #expect(reference.grants(example.request, .segmented) == .no)
    }
  }

  /// Denials of which nobody is spared by all, so that nothing is granted.
  @Test func `denials that together spare nobody grant nothing`() throws {
    let allowed = [
      Self.statement("Allow", Self.roles(60)),
      Self.statement("Allow", #""*""#, Self.accounts(60)),
    ]
    let some = try Self.level(allowed + Self.denials(20))
    let nothing = try Self.level([Self.statement("Allow", #"{"AWS": "999999999999"}"#)])
    guard
      case .contained = Containment(.catalogue(.bundled)).check([some], within: [nothing])
    else {
      Issue.record("nobody is called both r0 and r19")
      return
    }
  }

  /// Larger than anything of use.
  private static let hostile: [(name: String, statements: [String])] = [
    ("names", [statement("Allow", roles(600))] + denials(20)),
    ("accounts", [statement("Allow", #""*""#, accounts(900))] + denials(20)),
    ("names and denials", [statement("Allow", roles(150))] + denials(40, patterns: 20)),
    (
      "lists of names",
      (1..<10).map { statement("Allow", roles(150 + $0), accounts(20)) } + denials(20)
    ),
    (
      "names left out",
      [statement("Allow", roles(100))]
        + (1..<18).map {
          statement("Deny", "", "").replacing(
            #""Principal": ,"#, with: "\"NotPrincipal\": \(roles($0 * 10)),")
        }
    ),
  ]

  @Test(arguments: hostile.map(\.name))
  func `more than can be decided ends within the budget`(name: String) throws {
    let entry = try #require(Self.hostile.first { $0.name == name })
    let level = try Self.level(entry.statements)
    switch Containment(.catalogue(.bundled)).check([level], within: [level]) {
    case .contained: break
    case .new: Issue.record("what a policy grants, it grants")
    case .unknown(let reasons):
      #expect(reasons.contains("the question is too large to be decided within its budget"))
    }
  }
}
