import IAM
import Testing

struct ARNTests {
  @Test func `an ARN has six parts, and its resource keeps further colons`() throws {
    let name = try #require(ARN("arn:aws-cn:logs:us-east-1:111122223333:log-group:a:*"))
    #expect(name.partition == "aws-cn")
    #expect(name.service == "logs")
    #expect(name.region == "us-east-1")
    #expect(name.account == "111122223333")
    #expect(name.resource == "log-group:a:*")
  }

  @Test(arguments: ["", "*", "arn:aws:s3", "arn:aws:s3::", "urn:aws:s3:::a"])
  func `anything else is none`(text: String) {
    #expect(ARN(text) == nil)
  }
}
