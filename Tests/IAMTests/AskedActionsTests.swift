import IAM
import Testing

/// Which statements have to be looked at for actions that are asked about.
struct AskedActionsTests {
  private func ask(
    _ statements: String..., about actions: [String]
  ) throws -> (answer: String, places: Int) {
    let levels = try statements.map { try Policies.level($0) }
    let meter = Meter()
    let answer = Containment(.catalogue(.bundled)).metered(by: meter).check(
      levels, grantsNoneOf: actions, on: ["arn:aws:s3:::shared/*"])
    let told =
      switch answer {
      case .contained: "contained"
      case .new(let found): found.map { "\($0.statement): \($0.request.action)" }.joined()
      case .unknown(let reasons): reasons.joined()
      }
    return (told, meter.places)
  }

  private func allow(_ element: String) -> String {
    #"{"Effect": "Allow", \#(element), "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}"#
  }

  @Test(arguments: [
    (#""Action": "s3:GetObject""#, "iam:PassRole"), (#""Action": "s3:Get*""#, "s3:PutObject"),
    (#""Action": ["ec2:*", "s3:List?ucket"]"#, "s3:Put*"),
    (#""Action": "s3:GetObject""#, "s3:GetObjectAcl"),
    (#""Action": "s3:GetObjectAcl""#, "s3:GetObject"),
  ])
  func `actions that begin unlike all that is asked about are looked for nowhere`(
    allowed: String, asked: String
  ) throws {
    let found = try ask(allow(allowed), about: [asked])
    #expect(found == ("contained", 0))
  }

  @Test(arguments: [
    (#""Action": "S3:GETOBJECT""#, "s3:getobject", "0: S3:GETOBJECT"),
    (#""Action": "s3:GetObject*""#, "s3:GetObject", "0: s3:GetObject"),
    (#""Action": "s3:*Object""#, "s3:GetO*", "0: s3:GetObject"),
    (#""Action": "*""#, "s3:GetObject", "0: s3:GetObject"),
    (#""NotAction": "iam:*""#, "s3:GetObject", "0: s3:GetObject"),
    (#""NotAction": "s3:*""#, "s3:GetObject", "contained"),
  ])
  func `all others are looked at`(allowed: String, asked: String, answer: String) throws {
    #expect(try ask(allow(allowed), about: [asked]).answer.lowercased() == answer.lowercased())
  }

  @Test func `a level that allows nothing of it is enough`() throws {
    let all = allow(#""Action": "*""#)
    #expect(try ask(all, allow(#""Action": "ec2:*""#), about: ["s3:GetObject"]) == ("contained", 0))
    #expect(try ask(allow(#""Action": "ec2:*""#), all, about: ["s3:GetObject"]) == ("contained", 0))
    #expect(try ask(all, all, about: ["s3:GetObject"]).answer == "0: s3:GetObject")
  }
}
