package import Documents

/// A policy that AWS keeps and anybody can attach, as it was at one version.
package struct ManagedPolicy: Sendable {
  /// `AmazonSSMManagedInstanceCore`.
  package let name: String
  /// `/` or `/service-role/`, with a slash at both ends.
  package let path: String
  /// `v2`; AWS changes such policies in place, so that an account may have a later one.
  package let version: String
  /// The day of that version, `2019-05-23`.
  package let date: String
  /// The document, as JSON; one that AWS keeps for another partition than `aws` names it in ARNs.
  package let document: SourceFile

  /// Its ARN in a partition.
  package func arn(partition: String = "aws") -> String {
    "arn:\(partition):iam::aws:policy\(path)\(name)"
  }
}
