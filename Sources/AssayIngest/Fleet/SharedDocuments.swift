package import Documents

/// The documents of a snapshot, read: everything but large answers and inventory, of which instances share the most.
///
/// They need nothing that is found out about those, so that both can be read at the same time.
package struct SharedDocuments: Sendable {
  let read: IngestedDrafts

  package init(_ documents: [LoadedInput], parameters: [LoadedInput] = []) {
    var stage = IngestStage(.snapshot)
    stage.addParameters(parameters)
    for file in documents.sorted(by: { $0.path < $1.path }) { stage.add(file) }
    read = stage.complete()
  }
}
