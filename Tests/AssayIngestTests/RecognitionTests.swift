import AssayIngest
import AssayModel
import Documents
import Testing

/// What a file is told to be, by its text and hardly ever by its name.
@Suite struct RecognitionTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let path: String
    let text: String
    let status: String
    var code: String?

    init(_ path: String, _ text: String, _ status: String, code: String? = nil) {
      self.path = path
      self.text = text
      self.status = status
      self.code = code
    }

    var testDescription: String { "\(path): \(status)" }
  }

  private static let template = "Resources: {A: {Type: AWS::EC2::Volume, Properties: {Size: 1}}}"
  private static let hcl = "Terraform configuration in HCL; give the plan instead: "

  static let cases: [Case] = [
    Case("a.txt.bak", template, "read as CloudFormation template, 1 resources"),
    Case("a.tftpl", "schemaVersion: 1\nphases: []", "read as component document, 1 resources"),
    Case("a.json", "\u{20}\n", "skipped: empty"),
    Case("a.yaml", "# nothing\n", "skipped: empty"),
    Case("a.tf", "resource \"x\" \"y\" {\n}\n", "skipped: \(hcl)`terraform show -json`"),
    Case("noname", "resource \"x\" \"y\" {\n}\n", "skipped: \(hcl)`terraform show -json`"),
    Case(
      "a.pkr.hcl", "source \"amazon-ebs\" \"x\" {\n}\n",
      "skipped: a Packer template in HCL; Packer's builds are not judged"),
    Case("a.sh", "#!/bin/sh\necho\n", "skipped: a script"),
    Case("README.md", "# Title\n", "skipped: a Markdown text"),
    Case("a.guard", "rule x when y { }", "skipped: rules of CloudFormation Guard"),
    Case("a.toml", "[a]\nb = 1\n", "skipped: neither JSON nor YAML"),
    Case(
      "play.yml", "- hosts: all\n  tasks: []\n", "skipped: an Ansible playbook or task list"),
    Case(
      "tasks.yml", "- name: x\n  ansible.builtin.command: ls\n",
      "skipped: an Ansible playbook or task list"),
    Case("ci.yml", "on: push\njobs: {}\n", "skipped: a workflow of GitHub"),
    Case("k.yaml", "apiVersion: v1\nkind: Pod\n", "skipped: a Kubernetes manifest"),
    Case(
      "b.yml", "version: 0.2\nphases: {build: {}}\n", "skipped: a CodeBuild build specification"),
    Case(
      "t.yml", "- input: {Resources: {}}\n  expectations: {rules: {}}\n",
      "skipped: tests of CloudFormation Guard"),
    Case(
      "doc.json", "{\"schemaVersion\": \"2.2\", \"mainSteps\": []}",
      "skipped: a Systems Manager document"),
    Case(
      "i.json", "{\"InstanceInformationList\": []}", "read as Systems Manager API, 0 resources"),
    Case("p.json", "{\"Patches\": []}", "skipped: fleet data, read by `assay audit`"),
    Case(
      "AWS:Application/accountid=1/region=r/resourcetype=ManagedInstanceInventory/i-1.json",
      "{\"Name\": \"a\"}\n{\"Name\": \"b\"}\n",
      "skipped: lines of JSON: fleet data, read by `assay audit`"),
    Case(
      "inventory.json", "{\"Entities\": [{\"Id\": \"mi-1\", \"Data\": {}}]}",
      "read as Systems Manager API, 1 resources"),
    Case(
      "nothing.json", "{\"Entities\": []}", "read as Systems Manager API, 0 resources"),
    Case(
      "none.json", "{\"Associations\": []}", "read as Systems Manager API, 0 resources"),
    Case(
      "ops.json", "{\"Entities\": [{\"Id\": \"oi-1\", \"Data\": {}}]}",
      "skipped: counts of inventory, or items that are no nodes"),
    Case(
      "counts.json", "{\"Entities\": [{\"Data\": {}}]}",
      "skipped: counts of inventory, or items that are no nodes"),
    Case(
      "state.json", "{\"version\": 4, \"terraform_version\": \"1\", \"lineage\": \"x\"}",
      "skipped: a Terraform state; give a plan: `terraform show -json`"),
    Case(
      "j.yaml", "{% if x %}\na: 1\n{% endif %}\n",
      "skipped: a Jinja template; give what it renders to"),
    Case(
      "answer.json", "{\"requestId\": \"1\", \"componentBuildVersionArn\": \"arn\"}",
      "skipped: an answer of Image Builder without a resource"),
    Case("x.json", "{\"a\": 1}", "skipped: in no format that is read"),
    Case("x.json", "{\"imageRecipe\": {...}}", "refused: not valid JSON", code: "json-ellipsis"),
    Case("x.yaml", "phases:\n - a: [\n", "refused: not valid YAML", code: "yaml-syntax"),
    Case("x.yaml", "a: 1\na: 2\n", "refused: not valid YAML", code: "duplicate-key"),
    Case(
      "c.yaml", "schemaVersion: 1.0\nphases: {build: []}\n", "refused: `phases` is not a list",
      code: "phases-not-a-list"),
    Case(
      "c.yaml", "phases: [{name: build, steps: []}]\n",
      "refused: a component document without `schemaVersion`", code: "schema-version-missing"),
    Case(
      "t.yaml", "AWSTemplateFormatVersion: 2010-09-09\nResources: []\n",
      "refused: a template without resources", code: "template-without-resources"),
  ]

  @Test(arguments: cases)
  func `a text is told by what it holds`(_ test: Case) {
    let result = ingest([.file(SourceFile(path: test.path, text: test.text))])
    #expect(result.inputs.map { statusText($0.status) } == [test.status])
    if let code = test.code { #expect(result.diagnostics.map(\.code).contains(code)) }
  }

  @Test func `what was not loaded is reported with the reason`() {
    let result = ingest([
      .refused(path: "b", reason: .tooLarge(limit: 10)), .skipped(path: "a", reason: .binary),
    ])
    #expect(
      result.inputs.map { "\($0.path) \(statusText($0.status))" } == [
        "a skipped: a binary file", "b refused: larger than the 10 bytes that are read",
      ])
  }

  @Test func `a parameter file gives values to the templates beside it`() {
    let template = SourceFile(
      path: "t.yaml",
      text: "Parameters: {S: {Type: Number}}\nResources: {V: {Type: AWS::EC2::Volume, "
        + "Properties: {Size: !Ref S}}}")
    let values = SourceFile(
      path: "p.json", text: #"[{"ParameterKey": "S", "ParameterValue": "9"}]"#)
    let result = ingest([.file(template)], parameters: [.file(values)])
    #expect(GraphDump.text(of: result.graph).contains("size = 9  p.json:1:42"))
    #expect(result.inputs.map(\.path) == ["p.json", "t.yaml"])
  }

  @Test func `types that are not judged are counted and named`() {
    let file = SourceFile(
      path: "t.yaml", text: "Resources: {A: {Type: AWS::SNS::Topic}, B: {Type: AWS::SNS::Topic}}")
    let result = ingest([.file(file)])
    #expect(
      result.inputs.map(\.messages) == [
        ["t.yaml:1:1: note: 2 resources of type `AWS::SNS::Topic`: not judged [type-not-judged]"]
      ])
  }
}

/// A name that says something else does not hide an input.
@Suite struct NamedOtherwiseTests {
  private static let template = "Resources:\n  V: {Type: AWS::EC2::Volume, Properties: {}}\n"

  @Test(arguments: ["a.txt", "a.md", "a.conf", "a.py", "a.tf", "a.lock"])
  func `a template is read whatever it is called`(_ name: String) {
    let graph = ingest([.file(SourceFile(path: name, text: Self.template))]).graph
    #expect(graph.resources.count == 1)
  }

  @Test(arguments: [
    "# Resources\n\nResources: see below.\n\n- a\n", "import os\nResources: int = 1\n",
  ])
  func `a text that only mentions what we read is passed over`(_ text: String) {
    let read = ingest([.file(SourceFile(path: "a.md", text: text))])
    guard case .skipped? = read.inputs.first?.status else {
      Issue.record("\(read.inputs)")
      return
    }
  }
}
