import Testing
import TestSupport

/// Small projects that the program is run on.
enum Project {
  /// A volume and a security group, everything as it should be.
  static let clean = """
    AWSTemplateFormatVersion: "2010-09-09"
    Resources:
      Data:
        Type: AWS::EC2::Volume
        Properties: {AvailabilityZone: eu-central-1a, Size: 8, Encrypted: true, VolumeType: gp3}

    """

  /// The same volume without encryption: one failure, `storage/volume-encrypted`, of severity high.
  static let leaky = clean.replacing("Encrypted: true", with: "Encrypted: false")

  /// Whether it is encrypted hangs on a parameter without a value.
  static let undecided =
    clean
    .replacing("Encrypted: true", with: "Encrypted: !Ref Encrypted")
    .replacing("Resources:", with: "Parameters: {Encrypted: {Type: String}}\nResources:")

  /// A template, cut off in the middle.
  static let broken =
    "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n  Data: {Type: \"AWS::EC2"

  /// A pack with one rule of severity high about volumes, so that tests depend on no shipped rule.
  static func writePack(to folder: TemporaryFolder, severity: String = "high") throws {
    try folder.write("house/pack.yaml", "id: house\nversion: 1.0.0\ntitle: House\n")
    try folder.write(
      "house/volume-encrypted.yaml",
      """
      id: volume-encrypted
      title: Volumes should be encrypted
      severity: \(severity)
      for: volume
      expect: resource.encrypted
      message: the volume is not encrypted
      why: A snapshot of it can be read.
      fix: Set `Encrypted` to true.
      examples:
        pass: [{encrypted: true}]
        fail: [{encrypted: false}]
        no_data: [{}]

      """)
  }
}
