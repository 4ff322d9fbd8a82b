import Testing
import TestSupport

/// `assay inspect`.
struct InspectCommandTests {
  @Test func `inputs, fields, unknowns and their places are shown`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", Project.undecided)
    try folder.write("main.tf", "resource \"aws_ebs_volume\" \"a\" {}\n")
    let outcome = try Tool.run(["inspect", "."], in: folder)
    #expect(outcome.status == 0)
    for words in [
      "  a.yaml: CloudFormation template, 1 resource", "  main.tf: skipped: ",
      "volume Data (a.yaml#Data) at a.yaml:", "  size = 8  ",
      "  encrypted ? parameter: parameter Encrypted has no value",
    ] {
      #expect(outcome.output.contains(words), "\(outcome.output)")
    }
  }

  @Test func `the same is there for programs`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", Project.undecided)
    let output = try Tool.run(["inspect", "a.yaml", "--format", "json"], in: folder).output
    for words in [
      "\"schema\": \"assay/graph/v1\"", "\"format\": \"CloudFormation template\"",
      "\"uid\": \"a.yaml#Data\"", "\"state\": \"unknown\"", "\"because\": \"parameter\"",
      "\"dangling\": []",
    ] {
      #expect(output.contains(words), "\(output)")
    }
  }

  @Test(
    arguments: [("broken.yaml", 3, "REFUSED"), ("none.yaml", 2, "no file or folder")]
      as [(String, Int32, String)])
  func `what cannot be read is told`(path: String, status: Int32, says: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("broken.yaml", Project.broken)
    let outcome = try Tool.run(["inspect", path], in: folder)
    #expect(outcome.status == status)
    #expect((outcome.output + outcome.errors).contains(says))
  }

  @Test func `a name cannot steer the terminal`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.json",
      #"{"Resources": {"V": {"Type": "AWS::EC2::Volume", "Properties": {"Tags": [{"Key": "\u001b[31m", "Value": "\u001b]0;x\u0007"}]}}}}"#
    )
    let output = try Tool.run(["inspect", "a.json"], in: folder).output
    #expect(!output.unicodeScalars.contains("\u{1B}"))
    #expect(output.contains("volume V"))
  }
}
