import Documents
import Synchronization

/// The AWS managed policies that image pipelines use, carried in the executable.
///
/// Whoever asks for another one gets nil, which means *unknown*: never that it grants nothing.
package enum ManagedPolicies {
  /// Where the documents come from, with its version.
  package static var source: String { index.source }

  /// All carried policies, ascending by name, as they are in the partition `aws`.
  package static var all: [ManagedPolicy] { index.entries.map { index.policy($0, partition: nil) } }

  /// The policy of an ARN in any partition, which may be a reference that is not resolved
  /// (`${AWS::Partition}`); nil when it is not carried.
  ///
  /// In a known partition other than `aws`, ARNs in the document are of that partition, as AWS
  /// publishes it there; its version there may be another, which the document's name says.
  package static func policy(arn: some StringProtocol) -> ManagedPolicy? {
    let text = String(arn)
    guard text.hasPrefix("arn:"),
      let found = text.dropFirst(4).firstRange(of: ":iam::aws:policy/")
    else { return nil }
    let partition = text.dropFirst(4)[..<found.lowerBound]
    let qualified = text[found.upperBound...]
    let nameStart = qualified.lastIndex(of: "/").map(qualified.index(after:))
    let name = qualified[(nameStart ?? qualified.startIndex)...]
    guard !partition.isEmpty, let entry = index.entry(named: name),
      entry.path == "/" + qualified[..<name.startIndex]
    else { return nil }
    return index.policy(entry, partition: String(partition))
  }

  /// The policy of a name, whatever its path; nil when it is not carried.
  package static func policy(named name: String) -> ManagedPolicy? {
    index.entry(named: name[...]).map { index.policy($0, partition: nil) }
  }

  /// What a carried policy says, read once; nil when it is none.
  package static func statements(of policy: ManagedPolicy) -> PolicyDocument? {
    if let known = parsed.withLock({ $0[policy.document.path] }) { return known }
    let document = PolicyParser.parse(policy.document, as: .identity).0
    parsed.withLock { $0[policy.document.path] = document }
    return document
  }

  /// By the path of the document, which names policy, version and partition.
  private static let parsed = Mutex<[String: PolicyDocument]>([:])

  private static let index: Index = {
    do throws(CatalogueFault) {
      return try Index(.managedPolicies)
    } catch {
      preconditionFailure("the carried managed policies cannot be read: \(error)")
    }
  }()
}
