import AssayModel
import Documents
import Records

/// An answer that holds all that a call had to say, for an account and region that it may not name.
struct CollectedAnswer {
  let source: CollectedScope.Source
  /// Ids of the instances that it speaks of.
  let ids: Set<String>
  private let place: PathScope
  /// The accounts and regions of what it lists, where its elements say.
  private var own: Set<PathScope> = []

  private init(source: CollectedScope.Source, ids: Set<String>, place: PathScope) {
    self.source = source
    self.ids = ids
    self.place = place
  }

  /// What a document holds whole; empty for a page of several, and for what tells of no scope.
  static func all(in document: Document, format: InputFormat) -> [CollectedAnswer] {
    guard document.root.continuation == nil else { return [] }
    let place = PathScope(path: document.file.path)
    func answer(
      _ source: CollectedScope.Source, _ key: String, _ ids: (Node) -> [String?]
    ) -> CollectedAnswer? {
      guard let elements = document.root[key]?.elements else { return nil }
      return CollectedAnswer(
        source: source, ids: Set(elements.flatMap(ids).compactMap(\.self)), place: place)
    }
    let answers: [CollectedAnswer?] =
      switch format {
      case .ec2Describe:
        [
          answer(.instances, "Reservations") { reservation in
            (reservation["Instances"]?.elements ?? []).map { $0["InstanceId"]?.text }
          },
          answer(.images, "Images") { _ in [] },
          answer(.launchTemplates, "LaunchTemplateVersions") { _ in [] },
          answer(.scalingGroups, "AutoScalingGroups") { _ in [] }?
            .placed(by: "AutoScalingGroupARN", in: document.root["AutoScalingGroups"]),
        ]
      case .systemsManager:
        [
          answer(.heartbeats, "InstanceInformationList") { [$0["InstanceId"]?.text] },
          answer(.patchStates, "InstancePatchStates") { [$0["InstanceId"]?.text] },
          answer(.heartbeats, "Entities") { entity in
            [entity["Data"]?["AWS:InstanceInformation"] == nil ? nil : entity["Id"]?.text]
          }.flatMap { $0.ids.isEmpty ? nil : $0 },
          answer(.parameters, "Parameters") { _ in [] }?
            .placed(by: "ARN", in: document.root["Parameters"]),
        ]
      case .cloudWatch:
        [
          answer(.agentMetrics, "Metrics") { metric in
            (metric["Dimensions"]?.elements ?? []).filter { $0["Name"]?.text == "InstanceId" }
              .map { $0["Value"]?.text }
          }
        ]
      default: []
      }
    return answers.compactMap(\.self)
  }

  /// With the places that the ARNs of its elements name.
  private func placed(by key: String, in list: Node?) -> CollectedAnswer {
    var answer = self
    answer.own = Set(
      (list?.elements ?? []).compactMap { element in
        element[key]?.text.flatMap { ARNText($0) }
          .map { PathScope(account: $0.account, region: $0.region) }
      })
    return answer
  }

  /// The scopes that it covers: that of its path, else those of the instances that it names.
  ///
  /// An answer is of one account and region, so one instance of it tells which.
  func scopes(_ places: [String: PathScope]) -> [CollectedScope] {
    if let scope = place.scope(source) { return [scope] }
    if own.count == 1, let scope = own.first?.scope(source) { return [scope] }
    let found = Set(ids.compactMap { places[$0] })
    // Answers of several places, put into one file by somebody, may be parts.
    guard found.count == 1 else { return [] }
    return found.compactMap { $0.scope(source) }
  }
}

/// The account and region that a path names: `…/111122223333/eu-west-1/…`, or `accountid=` and `region=`.
struct PathScope: Hashable {
  var account: String?
  var region: String?

  init(account: String?, region: String?) {
    self.account = account
    self.region = region
  }

  init(path: String) {
    for part in path.split(separator: "/").dropLast() {
      let value = part.split(separator: "=").last ?? part
      if value.utf8.count == 12, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        account = String(value)
      } else if Self.isRegion(value) {
        region = String(value)
      }
    }
  }

  /// Nil unless both are known.
  func scope(_ source: CollectedScope.Source) -> CollectedScope? {
    guard let account, let region else { return nil }
    return CollectedScope(source, account: account, region: region)
  }

  /// `eu-west-1`, `us-gov-east-1`: words and a number.
  static func isRegion(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (3...4).contains(parts.count), parts[0].utf8.count == 2, let number = parts.last,
      (1...2).contains(number.utf8.count), number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    return parts.dropLast().allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }
  }

  /// The region of an availability zone: `eu-west-1a`, `us-east-1-bos-1a`.
  static func region(ofZone zone: String) -> String? {
    let parts = zone.split(separator: "-")
    for count in 3...4 where parts.count >= count {
      let last = parts[count - 1]
      let number = last.prefix { $0.isASCII && $0.isNumber }
      guard !number.isEmpty else { continue }
      let region = (parts.prefix(count - 1) + [number]).joined(separator: "-")
      if isRegion(region) { return region }
    }
    return nil
  }
}
