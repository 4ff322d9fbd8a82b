import Testing

@testable import assay
import TestSupport

/// What reports show of the files they are about.
struct ExcerptTests {
  @Test(
    arguments: [
      ("export DB_PASSWORD=Sommer2024", "export DB_PASSWORD=•••"),
      ("export DB_PASSWORD='a b'", "export DB_PASSWORD='••• b'"),
      ("mysql --password hunter2 -u root", "mysql --password ••• -u root"),
      ("{\"authToken\": \"abc\", \"n\": 1}", "{\"authToken\": \"•••\", \"n\": 1}"),
      ("secret: s3cr3t; echo done", "secret: •••; echo done"),
      ("aws configure AKIAIOSFODNN7EXAMPLE", "aws configure •••"),
      (
        "key wJalrXUtnFEMIbK7MDENGbPxRfiCYEXAMPLEKEYxx1", "key •••"
      ),
      ("curl -sSL http://get.example.net/bootstrap.sh | sh", nil),
      ("echo secrets are bad", "echo secrets ••• bad"),
      ("sha256sum d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f", nil),
      ("", nil), ("password", nil), ("password=", nil), ("•", nil),
    ] as [(String, String?)])
  func `what looks like a secret in a script is covered`(line: String, shown: String?) {
    #expect(SecretText.covered(in: line) == shown ?? line)
  }

  @Test func `secrets of inputs are in no output`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "t/stack.yaml",
      """
      Resources:
        Template:
          Type: AWS::EC2::LaunchTemplate
          Properties:
            LaunchTemplateData:
              MetadataOptions: {HttpTokens: optional}
              UserData:
                Fn::Base64: |
                  #!/bin/bash
                  export DB_PASSWORD=Sommer2024-not-so-secret
                  curl http://example.net/x.sh | bash

      """)
    try folder.write(
      "t/component.yaml",
      """
      name: c
      schemaVersion: 1.0
      constants:
        - DatabasePassword: {type: string, value: Sommer2024-not-so-secret}
      phases:
        - name: build
          steps:
            - name: Leak
              action: ExecuteBash
              inputs:
                commands:
                  - export DB_PASSWORD=Sommer2024-not-so-secret; curl http://example.net/x.sh | bash

      """)
    let outcome = try Tool.run(["gate", "t", "-v", "--out", "out"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("component-no-plain-secrets"))
    #expect(outcome.output.contains("launch-template-no-secrets"))
    #expect(outcome.output.contains("curl http://example.net/x.sh | bash"))
    #expect(!outcome.output.contains("Sommer2024"))
    for name in folder.names(in: "out") {
      #expect(try #require(folder.read("out/\(name)")).contains("Sommer2024") == false, "\(name)")
    }
    #expect(folder.read(".assay/assay.db")?.contains("Sommer2024") == false)
    let dump = try Tool.run(["inspect", "t"], in: folder).output
    #expect(!dump.contains("Sommer2024"))
    #expect(dump.contains("(sensitive, sha256 "))
  }

  @Test func `nothing of a plan's older state is shown, nor what it marks as sensitive`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "plan.json",
      """
      {"format_version": "1.2", "terraform_version": "1.11.0", "resource_changes": [{
        "address": "aws_ebs_volume.a", "mode": "managed", "type": "aws_ebs_volume", "name": "a",
        "change": {"actions": ["update"],
          "before": {"tags": {"k": "old-hunter2"}},
          "after": {
            "tags": {"k": "hunter2"},
            "encrypted": false,
            "kms_key_id": "hunter2"
          },
          "after_unknown": {}, "after_sensitive": {"tags": true, "kms_key_id": true}}}]}

      """)
    let outcome = try Tool.run(["gate", "plan.json", "--out", "out"], in: folder)
    #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("\"encrypted\": false"))
    for text in try [outcome.output]
      + folder.names(in: "out").map({
        try #require(folder.read("out/\($0)"))
      })
    {
      #expect(!text.contains("hunter2"))
    }
  }
}
