import AssayModel
import Documents
import Records

/// An answer that holds all that a call had to say, for an account and region that it may not name.
struct CollectedAnswer {
  let source: CollectedScope.Source
  /// Ids of the instances that it speaks of.
  let ids: Set<String>
  /// What its pages are called alike.
  let series: String
  private let place: PathScope
  /// The accounts and regions of what it lists, where its elements say.
  private var own: Set<PathScope> = []

  private init(
    source: CollectedScope.Source, ids: Set<String>, series: String, place: PathScope
  ) {
    self.source = source
    self.series = series
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
        source: source, ids: Set(elements.flatMap(ids).compactMap(\.self)),
        series: PageSeries.pattern(of: document.file.path), place: place)
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
          answer(.launchConfigurations, "LaunchConfigurations") { _ in [] }?
            .placed(by: "LaunchConfigurationARN", in: document.root["LaunchConfigurations"]),
          answer(.fleets, "Fleets") { _ in [] },
          answer(.spotFleets, "SpotFleetRequestConfigs") { _ in [] },
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
