import AssayModel
import Records

/// What an instance's own declaration says in more than one place.
enum InstanceFacts {
  static func fill(_ record: inout DraftRecord, _ datum: Datum, _ reader: inout DatumReader) {
    RecordMapping.nameByTag(&record)
    let interfaces = datum["NetworkInterfaces"]?.elements ?? []
    let told = ["SecurityGroups", "NetworkInterfaces"]
    let trimmed = reader.dialect == .api ? told.first { datum[$0] == nil } : nil
    SecurityGroupUse.fill(
      &record,
      from: [
        datum["SecurityGroupIds"] ?? datum["vpc_security_group_ids"],
        datum["SecurityGroups"] ?? datum["security_groups"],
      ] + interfaces.map { $0["Groups"] ?? $0["GroupSet"] },
      in: datum, trimmed: trimmed, &reader)
    fillSubnet(&record, interfaces, &reader)
    if reader.dialect == .api {
      fillPlatform(&record, datum)
      if let zone = datum["Placement"]?["AvailabilityZone"] { fillRegion(&record, zone) }
    }
    guard reader.dialect == .terraform else { return }
    fillTerraform(&record, datum, &reader)
  }

  /// `User initiated (2026-11-20 08:15:30 GMT)`: the one place that tells since when; AWS leaves it
  /// empty when it stopped the instance itself.
  static func stopped(_ text: String) -> FieldMapping.Meaning? {
    guard let start = text.lastIndex(of: "("), text.hasSuffix(" GMT)") else { return .nothing }
    let time = text[text.index(after: start)...].dropLast(" GMT)".count)
    return Instant(rfc3339: time + "Z").map { .value(.timestamp($0.microseconds)) } ?? .nothing
  }

  /// The region in which a zone is.
  static func fillRegion(_ record: inout DraftRecord, _ zone: Datum) {
    guard record["region"].state == .absent,
      let region = zone.scalarText.flatMap({ PathScope.region(ofZone: $0) })
    else { return }
    record["region"] = .stated(.string(region), at: zone.origin)
  }

  /// The subnet of the primary interface, where only the interface names it.
  private static func fillSubnet(
    _ record: inout DraftRecord, _ interfaces: [Datum], _ reader: inout DatumReader
  ) {
    guard record["subnetId"].state == .absent,
      let subnet = interfaces.compactMap({ $0["SubnetId"] }).first
    else { return }
    record["subnetId"] = reader.draft(subnet, as: .string)
    record["subnet"] = reader.draft(subnet, as: .reference("subnet"))
  }

  /// DescribeInstances names the platform of Windows only.
  static func fillPlatform(_ record: inout DraftRecord, _ datum: Datum) {
    let keys = ["Platform", "PlatformDetails", "platform", "platform_details"]
    let stated = keys.compactMap { datum[$0] }.first { !($0.scalarText ?? "").isEmpty }
    let platform = platform(told: stated?.scalarText, architecture: record["architecture"].text)
    record["platform"] = .stated(.string(platform), at: stated?.origin ?? datum.origin)
  }

  /// The family of an operating system, by what is told of it.
  static func platform(told: String?, architecture: String?) -> String {
    if told?.lowercased().hasPrefix("windows") ?? false { return "Windows" }
    return architecture?.hasSuffix("_mac") ?? false ? "macOS" : "Linux"
  }

  private static func fillTerraform(
    _ record: inout DraftRecord, _ datum: Datum, _ reader: inout DatumReader
  ) {
    // An address that will be given is not one that is asked for.
    if record["publicIp"].reason?.kind == .plan { record["publicIp"] = .absent }
    if record["state"].reason?.kind == .plan { record["state"] = .absent }
    let asked = datum["associate_public_ip_address"]
    if let asked, !asked.isNull {
      var interface = DraftRecord(.networkInterface, origin: asked.origin)
      interface["deviceIndex"] = .defaulted(.int(0), at: asked.origin)
      interface["associatePublicIp"] = reader.draft(asked, as: .bool)
      interface["securityGroupIds"] = .defaulted(.list([]), at: asked.origin)
      interface["ipv6Addresses"] = .defaulted(.list([]), at: asked.origin)
      if interface["associatePublicIp"].reason?.kind == .plan {
        interface["associatePublicIp"] = .absent
      }
      record["networkInterfaces"] = .stated(
        .list([.stated(.record(interface), at: asked.origin)]), at: asked.origin)
    }
    addRootDevice(&record, datum, &reader)
  }

  /// Terraform keeps the root device apart, without its name until it is known.
  private static func addRootDevice(
    _ record: inout DraftRecord, _ datum: Datum, _ reader: inout DatumReader
  ) {
    guard let root = datum["root_block_device"], !root.isNull else { return }
    let more = record["blockDevices"]
    var devices = more.elements ?? []
    if let reason = more.reason { devices.append(.unknown(reason, at: more.origin)) }
    let unnamed = Draft.unknown(
      UnknownReason(.plan, "the root device's name is known after apply"), at: root.origin)
    let drafts = reader.records(.instanceDevice, from: root).map { value in
      guard case .list(let elements) = value else { return value }
      return .list(
        elements.map { element in
          element.map { value in
            guard case .record(var device) = value, device["deviceName"].state == .unknown else {
              return value
            }
            device["deviceName"] = unnamed
            return .record(device)
          }
        })
    }
    if let reason = drafts.reason { devices.insert(.unknown(reason, at: root.origin), at: 0) }
    devices.insert(contentsOf: drafts.elements ?? [], at: 0)
    record["blockDevices"] = .stated(.list(devices), at: root.origin)
  }
}
