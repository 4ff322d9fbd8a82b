import AssayIngest
import AssayModel
import TestSupport

/// Snapshots of fleets.
extension TemporaryFolder {
  /// An object of Resource Data Sync.
  func writeObject(_ type: String, _ node: String, _ rows: String) throws {
    try write(
      "ssm/\(type)/accountid=111122223333/region=eu-west-1/resourcetype=ManagedInstanceInventory/"
        + "\(node).json", rows)
  }

  /// What its instances, nodes and volumes are found to be, with every place, and how many units were
  /// left to trees.
  func told(
    by reading: FleetIngest.Reading, software: Set<String>? = ["openssh-server"]
  ) -> (text: String, oddUnits: Int) {
    let fleet = FleetIngest(FleetSnapshot([path]), software: software)
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
