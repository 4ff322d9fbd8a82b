import AssayIngest
import AssayModel
import Glibc
import Testing

/// A folder with a snapshot of a fleet, removed when the last user lets go.
final class SnapshotFolder {
  let path: String
  private var files: [String] = []
  private var folders: [String] = []

  init() throws {
    var template = Array("/tmp/assay-fleet-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for file in files { unlink(file) }
    for folder in folders.reversed() { rmdir(folder) }
    rmdir(path)
  }

  /// Writes a file and the folders above it.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      if mkdir(folder, 0o755) == 0 { folders.append(folder) }
    }
    let file = try #require(fopen("\(path)/\(name)", "wb"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    if !files.contains("\(path)/\(name)") { files.append("\(path)/\(name)") }
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  /// An object of Resource Data Sync.
  func writeObject(_ type: String, _ node: String, _ rows: String) throws {
    try write(
      "ssm/\(type)/accountid=111122223333/region=eu-west-1/resourcetype=ManagedInstanceInventory/"
        + "\(node).json", rows)
  }

  /// What its instances, nodes and volumes are found to be, with every place, and how many units were
  /// left to trees.
  func told(by reading: FleetIngest.Reading) -> (text: String, oddUnits: Int) {
    let fleet = FleetIngest(FleetSnapshot([path]), software: ["openssh-server"])
    var text = ""
    var oddUnits = 0
    for chunk in fleet.chunks(of: 1000) {
      let part = fleet.part(chunk, reading: reading)
      oddUnits += part.oddUnits
      text += GraphDump.text(of: part.graph)
      for link in part.graph.links { text += "\(link)\n" }
      for link in part.graph.dangling { text += "\(link)\n" }
      for summary in part.graph.summaries(behind: fleet.shared) { text += "\(summary)\n" }
    }
    return (text, oddUnits)
  }
}
