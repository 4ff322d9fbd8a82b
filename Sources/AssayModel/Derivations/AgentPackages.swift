import Records

/// Finds the packages of the agents among a node's software.
enum AgentPackages {
  /// Fills `ssmAgent` and `cloudwatchAgent`.
  ///
  /// A list that is not known leaves both unknown. Agents before 2.3.930 do not list snaps, as which
  /// Ubuntu ships the Systems Manager agent: what such a one does not list is unknown.
  static func fill(_ node: inout DraftRecord) {
    settleKinds(&node)
    let software = node["software"]
    guard let packages = software.elements else {
      let reason =
        software.reason ?? UnknownReason(.notCollected, "installed software was not given")
      node["ssmAgent"] = .unknown(reason, at: software.origin)
      node["cloudwatchAgent"] = .unknown(reason, at: software.origin)
      return
    }
    node["ssmAgent"] = found(packages, SoftwareTraces.isSSMAgent(package:), software.origin)
    node["cloudwatchAgent"] = found(
      packages, SoftwareTraces.isCloudWatchAgent(package:), software.origin)
    if node["ssmAgent"].state == .absent, listsNoSnaps(node) {
      node["ssmAgent"] = .unknown(
        UnknownReason(.notCollected, "agents before 2.3.930 do not list snaps"),
        at: node["agentVersion"].origin)
    }
  }

  /// What installed a package, where the row doesn't tell and the system has one way only.
  private static func settleKinds(_ node: inout DraftRecord) {
    guard let packages = node["software"].elements, let kind = packageKind(of: node) else { return }
    var settled = packages
    var isChanged = false
    for index in settled.indices {
      guard case .record(var record) = settled[index].value,
        record["packageKind"].reason?.kind == .notCollected
      else { continue }
      record["packageKind"] = .stated(.string(kind), at: record.origin)
      if kind != "rpm" {
        for field in ["release", "epoch"] where record[field].state == .unknown {
          record[field] = .absent(at: record.origin)
        }
      }
      settled[index].value = .record(record)
      isChanged = true
    }
    if isChanged { node["software"].value = .list(settled) }
  }

  private static let rpmFamilies = ["al", "rhel", "centos", "rocky", "ol", "sles"]

  private static func packageKind(of node: DraftRecord) -> String? {
    if node["platformType"].text == "Windows" { return "windows" }
    guard let distribution = node["distribution"].text else { return nil }
    if distribution.hasPrefix("debian") || distribution.hasPrefix("ubuntu") { return "deb" }
    return rpmFamilies.contains { distribution.hasPrefix($0) } ? "rpm" : nil
  }

  private static func found(
    _ packages: [Draft], _ isAgent: (String) -> Bool, _ origin: Origin?
  ) -> Draft {
    for package in packages {
      guard case .record(let record) = package.value, let name = record["name"].text else {
        continue
      }
      if isAgent(name) { return package }
    }
    if let reason = packages.compactMap(\.reason).first { return .unknown(reason, at: origin) }
    return .absent(at: origin)
  }

  private static func listsNoSnaps(_ node: DraftRecord) -> Bool {
    guard let version = node["agentVersion"].text else { return false }
    if let distribution = node["distribution"].text, !distribution.hasPrefix("ubuntu") {
      return false
    }
    let numbers = version.split(separator: ".").map { Int($0) ?? 0 }
    return numbers.lexicographicallyPrecedes([2, 3, 930])
  }
}
