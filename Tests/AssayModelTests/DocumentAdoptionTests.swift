import Records
import Testing

@testable import AssayModel

/// Components and workflows that say only where their document lies.
struct DocumentAdoptionTests {
  @Test(arguments: [
    ("s3://artifacts/components/harden.yaml", "images/components/harden.yaml", true),
    ("s3://artifacts/golden/v3/components/harden.yaml", "./components/harden.yaml", true),
    ("s3://artifacts/harden.yaml", "components/harden.yaml", true),
    ("s3://artifacts/components/harden.yaml", "other/harden.yaml", false),
    ("s3://artifacts/components/harden.yaml", "components/unharden.yaml", false),
    ("s3://artifacts", "components/harden.yaml", false),
    ("https://example.com/components/harden.yaml", "components/harden.yaml", false),
  ])
  func `a document fits an address when one ends in the other`(
    uri: String, path: String, fits: Bool
  ) {
    let result = DocumentAdoption.run(over: [component(uri: uri), bare("component", at: path)])
    #expect(result.count == (fits ? 1 : 2))
    #expect(result[0].record["document"].state == (fits ? .stated : .unknown))
  }

  @Test func `two documents that fit make the content ambiguous, never a guess`() {
    let result = DocumentAdoption.run(over: [
      component(uri: "s3://artifacts/harden.yaml"),
      bare("component", at: "old/harden.yaml"), bare("component", at: "new/harden.yaml"),
    ])
    #expect(result.count == 1)
    #expect(result[0].record["document"].reason?.kind == .ambiguous)
    #expect(result[0].record["document"].reason?.detail.contains("new/harden.yaml") == true)
  }

  @Test func `a workflow never takes a component's document`() {
    let result = DocumentAdoption.run(over: [
      component(uri: "s3://artifacts/build.yaml"), bare("workflow", at: "build.yaml"),
    ])
    #expect(result.count == 2)
    #expect(result[0].record["document"].state == .unknown)
  }

  @Test func `a document that is known already stays`() {
    var inline = component(uri: "s3://artifacts/harden.yaml")
    inline.record["document"] = .stated(.record(DraftRecord(.toeDocument)))
    #expect(DocumentAdoption.run(over: [inline, bare("component", at: "harden.yaml")]).count == 2)
  }

  private func component(uri: String) -> DraftResource {
    var record = DraftRecord(.component)
    record["version"] = .stated(.string("1.0.0"))
    record["uri"] = .stated(.string(uri))
    record["document"] = .unknown(UnknownReason(.notGiven, "it stands elsewhere"))
    return DraftResource(
      id: ResourceID(kind: "component", uid: "stack.yaml#Harden"), name: "Harden", record: record,
      origin: place("stack.yaml"))
  }

  private func bare(_ kind: String, at path: String) -> DraftResource {
    let schema: Schema = kind == "workflow" ? .workflow : .component
    var record = DraftRecord(schema)
    record["document"] = .stated(
      .record(DraftRecord(kind == "workflow" ? .workflowDocument : .toeDocument)))
    return DraftResource(
      id: ResourceID(kind: kind, uid: path), name: path, record: record, origin: place(path))
  }

  private func place(_ path: String) -> Origin {
    Origin(path: path, line: 1, column: 1, endLine: 1, endColumn: 2)
  }
}
