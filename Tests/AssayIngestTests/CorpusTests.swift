import AssayIngest
import AssayModel
import Documents
import TestSupport
import Testing

/// Every file of the shared corpus: real inputs, broken ones among them.
@Suite struct CorpusTests {
  @Test(.ends)
  func `every file of the corpus is read, skipped or refused, with a reason`() throws {
    guard let root = SharedData.root(for: "AssayIngestTests.CorpusTests") else { return }
    let files = FileLoader().load("\(root)/corpus")
    let result = ingest(files)
    #expect(result.inputs.count == files.count)
    #expect(result.inputs.count > 700)
    for input in result.inputs {
      switch input.status {
      case .read: break
      case .skipped(let reason): #expect(!reason.isEmpty, "\(input.path)")
      case .refused(let reason):
        #expect(!reason.isEmpty, "\(input.path)")
        #expect(!input.messages.isEmpty, "\(input.path) is refused without a place")
      }
    }
    let read = result.inputs.count { input in
      if case .read = input.status { true } else { false }
    }
    #expect(read > 350)
    #expect(result.graph.resources.count > 600)
  }

  @Test(.ends)
  func `files one by one never crash and tell nothing of each other`() throws {
    guard let root = SharedData.root(for: "AssayIngestTests.CorpusTests") else { return }
    for file in FileLoader().load("\(root)/corpus/iac") {
      let result = ingest([file])
      #expect(result.inputs.map(\.path) == [file.path])
      #expect(result.diagnostics.allSatisfy { $0.place.path == file.path })
    }
  }
}
