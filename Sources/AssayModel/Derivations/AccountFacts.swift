import Records

extension Derivations {
  /// Unset encryption of devices and volumes, where an account's default settles it.
  ///
  /// A device made from a named snapshot takes the snapshot's encryption, so it stays unknown.
  static func blockDeviceDefaults(
    _ resources: [Resource], beside others: [Resource], _ store: RecordStore
  ) -> [Result] {
    let defaults = views(of: .ebsEncryptionDefault, resources + others, store)
    let isOn = !defaults.isEmpty && defaults.allSatisfy { $0.flag("enabled").value == true }
    guard isOn else { return [] }
    let origin = defaults.first?.origin("enabled")
    let holders: [ResourceKind] = [.imageRecipe, .containerRecipe, .launchTemplate, .instance]
    let devices = holders.flatMap { views(of: $0, resources, store) }
      .flatMap { $0.records("blockDevices").value ?? [] }.compactMap(\.value)
    return (devices + views(of: .volume, resources, store)).compactMap { device in
      guard
        device.flag("encrypted").reason?.kind == .serviceDefault
          || device.flag("encrypted").reason?.kind == .inherited,
        case .absent = device.text("snapshotId")
      else { return nil }
      return Result(
        block: device.block, field: "encrypted", draft: .defaulted(.bool(true), at: origin))
    }
  }

  /// Which roles builders use, and which pipelines run their workflows with the builder's own role.
  static func roleUse(_ resources: [Resource], _ store: RecordStore) -> [Result] {
    var builders: Set<BlockID> = []
    for builder in views(of: .infrastructureConfiguration, resources, store) {
      guard let profile = builder.record("instanceProfile").value,
        let role = profile.record("role").value
      else { continue }
      builders.insert(role.block)
    }
    var results = views(of: .role, resources, store).map { role in
      Result(
        block: role.block, field: "usedByBuilder",
        draft: .stated(.bool(builders.contains(role.block)), at: store.origin(role.block)))
    }
    for kind in [ResourceKind.imagePipeline, .image] {
      for user in views(of: kind, resources, store) {
        results.append(
          Result(
            block: user.block, field: "executionRoleIsBuilders",
            draft: isBuilders(user).draft(at: user.origin("executionRole")) { .bool($0) }))
      }
    }
    return results
  }

  private static func isBuilders(_ user: RecordView) -> Known<Bool> {
    let execution: RecordView
    switch user.record("executionRole") {
    case .absent: return .absent
    case .unknown(let reason): return .unknown(reason)
    case .value(let role): execution = role
    }
    switch user.record("infrastructureConfiguration") {
    case .absent: return .absent
    case .unknown(let reason): return .unknown(reason)
    case .value(let infrastructure):
      switch infrastructure.record("instanceProfile") {
      case .absent: return .value(false)
      case .unknown(let reason): return .unknown(reason)
      case .value(let profile):
        switch profile.record("role") {
        case .absent: return .value(false)
        case .unknown(let reason): return .unknown(reason)
        case .value(let role): return .value(role.block == execution.block)
        }
      }
    }
  }

  /// Whether each instance has or will get a public address, and of which family.
  static func instanceAddresses(_ resources: [Resource], _ store: RecordStore) -> [Result] {
    views(of: .instance, resources, store).flatMap { instance in
      let (four, field4) = publicIPv4(of: instance)
      let six = publicIPv6(of: instance)
      let decidesSix = four != .value(true) && (six == .value(true) || four == .value(false))
      let field = decidesSix && six != .value(false) ? "networkInterfaces" : field4
      let known = decidesSix ? six : four
      let standing = field == "networkInterfaces" ? addressStanding(of: instance, known) : nil
      let place = standing ?? instance.standing(field)
      return [
        Result(
          block: instance.block, field: "publicAddress",
          draft: known.draft(at: nil) { .bool($0) }, standing: place),
        Result(
          block: instance.block, field: "publicFamilies",
          draft: .stated(.list(family(4, four) + family(6, six))), standing: place),
      ]
    }
  }

  /// The family where there is one, and what is not known of it.
  private static func family(_ number: Int64, _ known: Known<Bool>) -> [Draft] {
    switch known {
    case .value(let isThere): isThere ? [.stated(.int(number))] : []
    case .unknown(let reason): [.unknown(reason)]
    case .absent: []
    }
  }

  /// Where the interface that decides says so.
  private static func addressStanding(
    of instance: RecordView, _ known: Known<Bool>
  ) -> Standing? {
    let interfaces = (instance.records("networkInterfaces").value ?? []).compactMap(\.value)
    let deciding = interfaces.first { interface in
      let asked = interface.flag("associatePublicIp")
      return known == .value(true)
        ? asked == .value(true) || hasAddress(interface) : asked.reason != nil
    }
    guard let deciding else { return nil }
    if deciding.text("publicIp").value != nil { return deciding.standing("publicIp") }
    return deciding.standing(hasIPv6(deciding) ? "ipv6Addresses" : "associatePublicIp")
  }

  /// Whether an interface has an address that the internet knows: of IPv4 one that is associated with
  /// it, of IPv6 any (VPC user guide, "IP addressing").
  private static func hasAddress(_ interface: RecordView) -> Bool {
    interface.text("publicIp").value != nil || hasIPv6(interface)
  }

  private static func hasIPv6(_ interface: RecordView) -> Bool {
    interface.texts("ipv6Addresses").value?.isEmpty == false
  }

  private static func publicIPv6(of instance: RecordView) -> Known<Bool> {
    let interfaces = instance.records("networkInterfaces")
    if let reason = interfaces.reason { return .unknown(reason) }
    let known = interfaces.value ?? []
    if known.contains(where: { $0.value.map(hasIPv6) ?? false }) { return .value(true) }
    let reasons = known.compactMap { $0.reason ?? $0.value?.texts("ipv6Addresses").reason }
    return reasons.first.map { .unknown($0) } ?? .value(false)
  }

  private static func publicIPv4(of instance: RecordView) -> (Known<Bool>, String) {
    if instance.text("publicIp").value != nil { return (.value(true), "publicIp") }
    if let reason = instance.text("publicIp").reason { return (.unknown(reason), "publicIp") }
    let interfaces = instance.records("networkInterfaces")
    if let reason = interfaces.reason { return (.unknown(reason), "networkInterfaces") }
    let known = (interfaces.value ?? []).compactMap(\.value)
    let stated = known.map { $0.flag("associatePublicIp") }
    if known.contains(where: { $0.text("publicIp").value != nil })
      || stated.contains(.value(true))
    {
      return (.value(true), "networkInterfaces")
    }
    if let reason = stated.compactMap(\.reason).first {
      return (.unknown(reason), "networkInterfaces")
    }
    // A described instance that shows no address has none.
    if instance.text("state").value != nil { return (.value(false), "state") }
    if !stated.isEmpty, stated.allSatisfy({ $0 == .value(false) }) {
      return (.value(false), "networkInterfaces")
    }
    switch instance.record("subnet") {
    case .value(let subnet): return (subnet.flag("mapPublicIpOnLaunch"), "subnet")
    case .unknown(let reason): return (.unknown(reason), "subnet")
    case .absent:
      return (
        .unknown(UnknownReason(.serviceDefault, "the subnet is chosen at launch")),
        "networkInterfaces"
      )
    }
  }
}
