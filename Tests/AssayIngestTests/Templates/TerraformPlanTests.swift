import AssayIngest
import Documents
import Testing

struct TerraformPlanTests {
  /// A plan of one module with a component, a group in a child module, and a recipe that uses both.
  static let plan = """
    {"format_version": "1.2",
     "resource_changes": [
      {"address": "aws_c.one", "mode": "managed", "type": "aws_c", "name": "one",
       "change": {"actions": ["create"], "after": {"name": "n"}, "after_unknown": {"arn": true}}},
      {"address": "module.net[\\"a.b\\"].aws_sg.this[0]", "module_address": "module.net[\\"a.b\\"]",
       "mode": "managed", "type": "aws_sg", "name": "this", "index": 0,
       "change": {"actions": ["no-op"], "after": {}, "after_unknown": {"ingress": true}}},
      {"address": "aws_r.two", "mode": "managed", "type": "aws_r", "name": "two",
       "change": {"actions": ["create"],
        "after": {"component": [{"parameter": []}], "secret": "s3cret", "flag": "true"},
        "after_unknown": {"component": [{"component_arn": true}], "groups": true, "both": true,
                          "other": true, "computed": true, "policy": true},
        "after_sensitive": {"secret": true}}},
      {"address": "aws_r.gone", "mode": "managed", "type": "aws_r", "name": "gone",
       "change": {"actions": ["delete"], "after": null}}
     ],
     "configuration": {"root_module": {
      "resources": [
       {"mode": "managed", "type": "aws_r", "name": "two", "expressions": {
        "component": [{"component_arn": {"references": ["aws_c.one.arn", "aws_c.one"]}}],
        "groups": {"references": ["module.net[\\"a.b\\"].id", "module.net[\\"a.b\\"]"]},
        "both": {"references": ["aws_c.one.arn", "aws_c.one", "var.more"]},
        "other": {"references": ["local.x"]},
        "policy": {"references": ["data.aws_iam_policy_document.p.json"]}}},
       {"mode": "data", "type": "aws_iam_policy_document", "name": "p", "expressions": {
        "statement": [{"actions": {"constant_value": ["s3:Get*"]},
                       "resources": {"references": ["aws_c.one.arn", "aws_c.one"]}}]}}
      ],
      "module_calls": {"net": {"module": {
        "outputs": {"id": {"expression": {"references": ["aws_sg.this[0].id", "aws_sg.this[0]", "aws_sg.this"]}}}}}}
     }}}
    """

  @Test func `unknown values become links where the configuration leads to a resource`() throws {
    let result = TerraformPlan.read(try #require(jsonDocument(Self.plan)))
    #expect(result.diagnostics.isEmpty)
    #expect(
      result.resources.map(\.name) == [
        "aws_c.one", "module.net[\"a.b\"].aws_sg.this[0]", "aws_r.two",
      ])
    let properties = try #require(result.resources.last?.properties)
    #expect(text(properties["component"]) == "[{parameter: [], component_arn: ->aws_c.one.arn}]")
    #expect(text(properties["groups"]) == "->module.net[\"a.b\"].aws_sg.this[0].id")
    #expect(text(properties["both"]) == "[->aws_c.one.arn, ?known after apply]")
    #expect(text(properties["other"]) == "?known after apply")
    #expect(properties["computed"] == nil)
    #expect(properties["secret"]?.isSensitive == true)
    #expect(properties["flag"]?.isSensitive == false)
  }

  @Test func `a policy that is unknown as a whole is read from its data source`() throws {
    let result = TerraformPlan.read(try #require(jsonDocument(Self.plan)))
    let policy = result.resources.last?.properties["policy"]
    #expect(
      text(policy)
        == "{Version: 2012-10-17, Statement: [{Effect: Allow, Action: [s3:Get*], Resource: [->aws_c.one.arn]}, ?known after apply]}"
    )
  }

  @Test func `a group whose rules nobody configured keeps them unknown`() throws {
    let result = TerraformPlan.read(try #require(jsonDocument(Self.plan)))
    #expect(text(result.resources[1].properties["ingress"]) == "?known after apply")
  }

  @Test func `a plan without changes is read from its planned values`() throws {
    let plan = """
      {"format_version": "0.1", "planned_values": {"root_module": {
        "resources": [{"address": "aws_r.a", "mode": "managed", "type": "aws_r", "name": "a",
                       "values": {"size": 8}}],
        "child_modules": [{"resources": [{"address": "module.m.aws_r.b", "mode": "managed",
                           "type": "aws_r", "name": "b", "values": {}}]}]}},
       "configuration": {"root_module": {"resources": [
        {"mode": "managed", "type": "aws_r", "name": "a",
         "expressions": {"key": {"references": ["aws_k.k"]}}}]}}}
      """
    let result = TerraformPlan.read(try #require(jsonDocument(plan)))
    #expect(result.resources.map(\.name) == ["aws_r.a", "module.m.aws_r.b"])
    #expect(text(result.resources.first?.properties) == "{size: 8, key: ?known after apply}")
  }

  @Test(arguments: [
    (#"{"format_version": "2.0", "resource_changes": []}"#, "unsupported-plan-version"),
    (
      #"{"format_version": "1.0", "resource_changes": [{"type": "x"}]}"#, "unreadable-plan-resource"
    ),
  ])
  func `what is no plan of ours is said`(_ plan: String, _ code: String) throws {
    let result = TerraformPlan.read(try #require(jsonDocument(plan)))
    #expect(result.diagnostics.map(\.code) == [code])
  }
}
