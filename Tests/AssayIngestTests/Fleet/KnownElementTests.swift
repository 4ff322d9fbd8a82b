import AssayIngest
import Records
import TestSupport
import Testing
import Vectors

/// Large answers that were gone through in another night.
struct KnownElementTests {
  private struct Machine {
    var id: String
    var zone: String?
    var type = "t3.micro"
    var volumes: [[String]] = []
  }

  private static func instances(_ machines: [Machine]) -> String {
    let all = machines.map { machine in
      let zone = machine.zone.map { #","Placement": {"AvailabilityZone": "\#($0)"}"# } ?? ""
      return """
        {"OwnerId": "\(machine.id.utf8.count)", "Instances": [
          {"InstanceId": "\(machine.id)", "InstanceType": "\(machine.type)"\(zone)}]}
        """
    }
    return "{\"Reservations\": [\(all.joined(separator: ",\n"))]}"
  }

  private static func volumes(_ machines: [Machine]) -> String {
    let all = machines.flatMap { machine in
      machine.volumes.enumerated().map { number, others in
        let holders = ([machine.id] + others).map { "{\"InstanceId\": \"\($0)\"}" }
        return """
          {"VolumeId": "vol-\(machine.id)-\(number)", "Size": 8,
           "Attachments": [\(holders.joined(separator: ", "))]}
          """
      }
    }
    return "{\"Volumes\": [\(all.joined(separator: ","))]}"
  }

  private func found(_ folder: TemporaryFolder, _ memory: PageMemory) -> (PageMemory, [UInt8]) {
    let snapshot = FleetSnapshot([folder.path], memory: { memory }, settled: .max)
    var writer = ByteWriter()
    snapshot.pageMemory.forEachPiece { writer.bytes += $0 }
    return (snapshot.pageMemory, writer.bytes)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `what is found beside what is known is what is found alone`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed)
    func roll(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
    let folder = try TemporaryFolder()
    let zones = ["eu-west-1a", "eu-west-1b", "us-east-1a", nil]
    var machines = (0..<30).map { Machine(id: "i-\($0)", zone: zones[roll(2)], volumes: [[], []]) }
    var known = PageMemory()
    for night in 0..<12 {
      try folder.write("instances.json", Self.instances(machines))
      try folder.write("volumes.json", Self.volumes(machines))
      let alone = found(folder, PageMemory()).1
      let (memory, beside) = found(folder, known)
      #expect(beside == alone, "night \(night)")
      known = memory
      for _ in 0..<roll(4) {
        let place = roll(machines.count)
        switch roll(7) {
        case 0: machines.remove(at: place)
        case 1:
          machines.insert(Machine(id: "i-n\(night)-\(place)", zone: zones[roll(4)]), at: place)
        case 2: machines[place].type = "t3.large"
        case 3: machines[place].zone = zones[roll(4)]
        case 4: machines[place].volumes.append(roll(2) == 0 ? [] : ["i-\(roll(30))"])
        case 5: machines.append(machines.remove(at: place))
        default: machines.append(machines[place])
        }
      }
    }
  }
}
