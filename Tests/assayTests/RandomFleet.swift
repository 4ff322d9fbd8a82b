import Glibc
import TestSupport
import Vectors

/// A small fleet in a folder `s` that changes at random, and packs `house` that ask after it.
struct RandomFleet {
  let folder: TemporaryFolder
  private var random: SeededGenerator
  private var machines: [Machine] = []
  private var next = 0
  /// Seconds since 2026-11-01 that files are dated at: each write is one later.
  private var tick = 0
  private var indent = "\n"
  private var groups = ["sg-1": 22, "sg-2": 443]

  private struct Machine {
    let id: String
    var tokens: String
    var launchHour: Int
    var group: String
    var image: String
    /// Ids of volumes, and the instances that each is attached to beside this one.
    var volumes: [(id: String, isEncrypted: Bool, also: String?)]
    var agent: String?
    var packages: [String]
    var captureHour: Int
    var isCutOff = false
    /// A volume that is named by a device and told of nowhere, or by another instance.
    var strangeVolume: String?
  }

  init(seed: UInt64) throws {
    folder = try TemporaryFolder()
    random = SeededGenerator(seed)
    try writePack()
    for _ in 0..<12 { add() }
    try write()
  }

  private mutating func roll(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func pick<Element>(_ list: [Element]) -> Element { list[roll(0..<list.count)] }

  private mutating func add() {
    next += 1
    let id = "i-0\(String(next * 7919 % 4096 + 4096, radix: 16))"
    machines.append(
      Machine(
        id: id, tokens: pick(["required", "optional"]), launchHour: roll(0..<200),
        group: pick(["sg-1", "sg-2", "sg-none"]), image: pick(["ami-1", "ami-2"]),
        volumes: (0..<roll(0..<3)).map { ("vol-\(id)-\($0)", $0 == 0, nil) },
        agent: pick([nil, "3.3.987.0", "3.3.1611.0"]), packages: ["acl"],
        captureHour: roll(0..<100)))
  }

  /// Changes something; what it did, for messages.
  mutating func change() throws -> String {
    let index = roll(0..<machines.count)
    let what = roll(0..<14)
    switch what {
    case 0: add()
    case 1 where machines.count > 3: machines.remove(at: index)
    case 2: machines[index].tokens = machines[index].tokens == "required" ? "optional" : "required"
    // Another size of no text: a version of the same length.
    case 3: machines[index].agent = pick(["3.3.987.0", "3.3.986.0", nil])
    case 4: machines[index].captureHour = roll(0..<120)
    case 5: machines[index].isCutOff.toggle()
    case 6: machines[index].volumes.append(("vol-x\(roll(0..<4))", false, nil))
    case 7 where !machines[index].volumes.isEmpty:
      let other = machines[roll(0..<machines.count)].id
      machines[index].volumes[0].also = machines[index].volumes[0].also == nil ? other : nil
    case 8: groups["sg-1"] = pick([22, 80])
    case 9: indent = pick(["\n", " ", "\n\n    "])
    case 10: machines[index].strangeVolume = pick([nil, "vol-lost", machines[0].volumes.first?.id])
    case 11: machines[index].packages = pick([["acl"], ["acl", "telnet"], []])
    case 12: for place in machines.indices { machines[place].captureHour += 1 }
    default: break
    }
    try write()
    return "change \(what) of \(machines[min(index, machines.count - 1)].id)"
  }

  /// Gives some machines an agent of a version and a group of a name that none had before.
  mutating func renew(_ places: Range<Int>, as number: Int) throws {
    for place in places {
      machines[place].agent = "2.\(place).\(number).0"
      machines[place].group = "sg-gone-\(place)-\(number)"
    }
    try write()
  }

  /// What became of files, by the beginning of their names: gone, or another text.
  private var lost: [(beginning: String, text: String?)] = []

  /// Takes files away, or puts a text in their place.
  mutating func lose(_ beginning: String, leaving text: String? = nil) throws {
    lost.append((beginning, text))
    try write()
  }

  /// Puts everything back that was lost.
  mutating func restore() throws {
    lost = []
    try write()
  }

  // MARK: Files

  private func time(_ hour: Int) -> String {
    let day = 10 + hour / 24
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2026-11-\(two(day))T\(two(hour % 24)):00:00Z"
  }

  /// Writes what differs; files that say what they said are only dated anew at times, as a copy does.
  private mutating func write() throws {
    var files: [String: String] = [:]
    files["ec2/111122223333/eu-west-1/instances.json"] = instances()
    files["ec2/111122223333/eu-west-1/volumes.json"] = volumes()
    files["ec2/111122223333/eu-west-1/groups.json"] = securityGroups()
    files["ec2/111122223333/eu-west-1/images.json"] =
      "{\"Images\": [{\"ImageId\": \"ami-1\", \"OwnerId\": \"111122223333\", \"CreationDate\": \"2026-10-01T00:00:00.000Z\", \"DeprecationTime\": \"2026-11-20T00:00:00.000Z\"}]}"
    for machine in machines { inventory(machine, &files) }
    for (beginning, text) in lost {
      for name in files.keys where name.hasPrefix(beginning) { files[name] = text }
    }
    for name in known where files[name] == nil { unlink(folder.file("s/\(name)")) }
    for (name, text) in files.sorted(by: { $0.key < $1.key })
    where folder.read("s/\(name)") != text || roll(0..<20) == 0 {
      try folder.write("s/\(name)", text)
      tick += 1
      var times = [timespec(tv_sec: 1_793_000_000 + tick, tv_nsec: 0)]
      times.append(times[0])
      utimensat(AT_FDCWD, folder.file("s/\(name)"), times, 0)
    }
    known = Set(files.keys)
  }

  private var known: Set<String> = []

  private func instances() -> String {
    let all = machines.map { machine in
      let devices = (machine.volumes.map(\.id) + [machine.strangeVolume].compactMap { $0 })
        .enumerated().map {
          "{\"DeviceName\": \"/dev/sd\($0)\",\(indent)\"Ebs\": {\"VolumeId\": \"\($1)\", \"Status\": \"attached\"}}"
        }.joined(separator: ",\(indent)")
      return """
        {"OwnerId": "111122223333",\(indent)"Instances": [{"InstanceId": "\(machine.id)", "State": {"Name": "running"},\(indent)\
        "ImageId": "\(machine.image)", "LaunchTime": "\(time(machine.launchHour))",\(indent)"Placement": {"AvailabilityZone": "eu-west-1a"},\
        "SecurityGroups": [{"GroupId": "\(machine.group)"}],"NetworkInterfaces": [],\(indent)"BlockDeviceMappings": [\(devices)],\
        "MetadataOptions": {\(indent)"HttpTokens": "\(machine.tokens)", "HttpEndpoint": "enabled"}}]}
        """
    }
    return "{\"Reservations\": [\(indent)\(all.joined(separator: ",\(indent)"))]}"
  }

  private func volumes() -> String {
    let all = machines.flatMap { machine in
      machine.volumes.map { volume in
        let holders = ([machine.id] + [volume.also].compactMap { $0 }).map {
          "{\"InstanceId\": \"\($0)\", \"State\": \"attached\"}"
        }
        return """
          {"VolumeId": "\(volume.id)", "Encrypted": \(volume.isEncrypted),\(indent)"AvailabilityZone": "eu-west-1a",\
          "State": "in-use", "Attachments": [\(holders.joined(separator: ","))]}
          """
      }
    }
    return "{\"Volumes\": [\(indent)\(all.joined(separator: ",\(indent)"))]}"
  }

  private func securityGroups() -> String {
    let all = groups.sorted { $0.key < $1.key }.map { id, port in
      """
      {"GroupId": "\(id)", "GroupName": "\(id)", "OwnerId": "111122223333", "IpPermissions": [{"IpProtocol": "tcp",
       "FromPort": \(port), "ToPort": \(port), "IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [], "PrefixListIds": [],
       "UserIdGroupPairs": []}], "IpPermissionsEgress": []}
      """
    }
    return "{\"SecurityGroups\": [\(all.joined(separator: ","))]}"
  }

  private func inventory(_ machine: Machine, _ files: inout [String: String]) {
    guard let agent = machine.agent else { return }
    func object(_ type: String, _ rows: [String]) {
      let place = "accountid=111122223333/region=eu-west-1/resourcetype=ManagedInstanceInventory"
      var text = rows.map {
        "{\($0),\"resourceId\":\"\(machine.id)\",\"captureTime\":\"\(time(machine.captureHour))\"}\n"
      }.joined()
      if machine.isCutOff { text = String(text.dropLast(9)) }
      files["ssm/AWS:\(type)/\(place)/\(machine.id).json"] = text
    }
    object(
      "InstanceInformation",
      ["\"AgentVersion\":\"\(agent)\",\"InstanceStatus\":\"Active\",\"PlatformType\":\"Linux\""])
    object("Application", machine.packages.map { "\"Name\":\"\($0)\",\"Version\":\"1\"" })
    object("Tag", ["\"Key\":\"Name\",\"Value\":\"\(machine.captureHour)\""])
  }

  private func writePack() throws {
    try folder.write(
      "house/pack.yaml",
      """
      id: house
      version: 1.0.0
      title: House
      params:
        days: {type: int, default: 5, doc: Days.}

      """)
    let rules: [(name: String, kind: String, lines: String)] = [
      ("imdsv2", "instance", "expect: resource.httpTokens == \"required\""),
      (
        "young", "instance",
        "when: has(resource.launchTime)\nexpect: age(resource.launchTime) <= days(params.days)"
      ),
      (
        "image-lasts", "instance",
        "when: has(resource.machineImage) && has(resource.machineImage.deprecationTime)\nexpect: resource.machineImage.deprecationTime > now"
      ),
      // What is made of the clock here nobody can follow: such a unit is read every night.
      ("odd-hours", "volume", "when: resource.encrypted\nexpect: now.getHours() != 3"),
      (
        "groups-closed", "instance",
        "expect: resource.securityGroups.all(g, g.ingress.all(r, r.fromPort != 22))"
      ),
      (
        "disks", "instance",
        "foreach: resource.blockDevices\nexpect: \"has(each.volume) ? each.volume.encrypted : each.encrypted\""
      ),
      ("encrypted", "volume", "expect: resource.encrypted"),
      ("managed", "instance", "expect: has(resource.managedNode)"),
      (
        "no-telnet", "managed_node",
        "when: resource.softwareCaptured.isFresh(days(params.days))\nexpect: resource.software.named(\"telnet\").size() == 0"
      ),
      (
        "agent", "managed_node",
        "expect: has(resource.agentVersion) && resource.agentVersion == \"3.3.1611.0\""
      ),
      ("group-narrow", "security_group", "expect: resource.ingress.all(r, r.fromPort != 22)"),
    ]
    for rule in rules {
      try folder.write(
        "house/\(rule.name).yaml",
        """
        id: \(rule.name)
        title: \(rule.name) should be so
        severity: high
        for: \(rule.kind)
        \(rule.lines)
        why: Because.
        fix: Do it.
        examples:
          no_data: [{}]

        """)
    }
  }
}
