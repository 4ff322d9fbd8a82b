import AssayIngest
import Documents
import Records
import Testing

struct CloudFormationTests {
  struct Case: CustomTestStringConvertible {
    let property: String
    let expected: String
    var testDescription: String { property }
  }

  static let template = """
    Parameters:
      Given: {Type: String, Default: hello}
      Open: {Type: String}
      Names: {Type: CommaDelimitedList, Default: "a, b"}
      Latest: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: /aws/service/x}
    Mappings:
      Sizes: {small: {type: t3.micro, disk: 8}, big: {type: m5.large, disk: 8}}
    Conditions:
      Yes: !Equals [!Ref Given, hello]
      No: !Not [!Condition Yes]
      Unsure: !Equals [!Ref Open, prod]
      Both: !And [!Condition Yes, !Condition Unsure]
      Either: !Or [!Condition Yes, !Condition Unsure]
    Resources:
      Role: {Type: "AWS::IAM::Role"}
      R:
        Type: X
        Properties:
          P: 
    """

  static let cases: [Case] = [
    Case(property: "!Ref Given", expected: "hello"),
    Case(property: "{Ref: Open}", expected: "?parameter"),
    Case(property: "!Ref Names", expected: "[a, b]"),
    Case(property: "!Ref Role", expected: "->Role"),
    Case(property: "!GetAtt Role.Arn", expected: "->Role.Arn"),
    Case(property: "!GetAtt [Role, Arn]", expected: "->Role.Arn"),
    Case(property: "{'Fn::GetAtt': [Role, Arn]}", expected: "->Role.Arn"),
    Case(property: "!Ref Nowhere", expected: "?unreadable"),
    Case(property: "!Ref 'AWS::NoValue'", expected: "none"),
    Case(property: "[a, !If [No, b, !Ref 'AWS::NoValue'], c]", expected: "[a, c]"),
    Case(property: "[a, !If [Unsure, b, !Ref 'AWS::NoValue']]", expected: "[a, ?ambiguous]"),
    Case(property: "!If [Yes, a, b]", expected: "a"),
    Case(property: "!If [Unsure, same, same]", expected: "same"),
    Case(property: "!If [Both, a, b]", expected: "?parameter"),
    Case(property: "!If [Either, a, b]", expected: "a"),
    Case(property: "!Sub 'x-${Given}-${!Literal}'", expected: "x-hello-${Literal}"),
    Case(property: "!Sub 'x-${Open}'", expected: "?parameter \"x-${Open}\""),
    Case(property: "!Sub '${Role.Arn}/*'", expected: "?known after apply \"${Role.Arn}/*\""),
    Case(property: "!Sub ['${A}${B}', {A: !Ref Given, B: 1}]", expected: "hello1"),
    Case(
      property: "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'",
      expected: "arn:aws:iam::${AWS::AccountId}:root"),
    Case(property: "!Join ['-', [a, !Ref Given]]", expected: "a-hello"),
    Case(
      property: "!Join ['', ['arn:', !Ref 'AWS::Partition', ':x:', !Ref 'AWS::Region']]",
      expected: "arn:aws:x:${AWS::Region}"),
    Case(property: "!FindInMap [Sizes, small, type]", expected: "t3.micro"),
    Case(property: "!FindInMap [Sizes, !Ref Open, disk]", expected: "8"),
    Case(property: "!FindInMap [Sizes, !Ref Open, type]", expected: "?parameter"),
    Case(property: "!FindInMap [Sizes, tiny, type]", expected: "?unreadable"),
    Case(property: "!Select [1, !Ref Names]", expected: "b"),
    Case(property: "!Select [9, !Ref Names]", expected: "?unreadable"),
    Case(property: "!Split ['/', 'a/b']", expected: "[a, b]"),
    Case(property: "!Ref Latest", expected: "?dynamic reference \"ssm:/aws/service/x\""),
    Case(
      property: "'{{resolve:ssm:/x}}'", expected: "?dynamic reference \"{{resolve:ssm:/x}}\""),
    Case(property: "!ImportValue nowhere", expected: "?missing import"),
    Case(property: "!ImportValue {'Fn::Sub': 'base-${Given}'}", expected: "10.0.0.0/8"),
    Case(property: "!Base64 {'Fn::Sub': 'echo ${Given}'}", expected: "echo hello"),
    Case(property: "{'Fn::Transform': {Name: 'AWS::Include'}}", expected: "?not expanded"),
    Case(property: "!Cidr [a, 1, 2]", expected: "?not expanded"),
    Case(property: "!Join [1]", expected: "?unreadable"),
  ]

  @Test(arguments: cases)
  func `a property evaluates`(_ test: Case) throws {
    let first = try #require(document(Self.template + test.property))
    let exporting = try #require(
      document(
        """
        Resources: {}
        Outputs: {O: {Value: 10.0.0.0/8, Export: {Name: base-hello}}}
        """, path: "other.yaml"))
    let result = CloudFormation.read([first, exporting])
    let resource = try #require(result.resources.first { $0.name == "R" })
    #expect(text(resource.properties["P"]) == test.expected)
  }

  @Test func `a given parameter goes before the default`() throws {
    let template = try #require(document(Self.template + "!Ref Given"))
    let file = try #require(
      document(#"[{"ParameterKey": "Given", "ParameterValue": "given"}]"#, path: "p.json"))
    let result = CloudFormation.read([template], parameters: CloudFormation.parameters(in: file))
    #expect(text(result.resources.last?.properties["P"]) == "given")
  }

  @Test func `a loop over literal values is expanded, any other is said to be unread`() throws {
    let template = try #require(
      document(
        """
        Transform: AWS::LanguageExtensions
        Resources:
          Fn::ForEach::Groups:
            - Name
            - [web, db]
            - Group${Name}: {Type: X, Properties: {P: !Sub 'g-${Name}'}}
          Fn::ForEach::More:
            - Name
            - !Ref Names
            - Group${Name}: {Type: X}
        """))
    let result = CloudFormation.read([template])
    #expect(result.resources.map(\.name) == ["Groupweb", "Groupdb"])
    #expect(result.resources.map { text($0.properties["P"]) } == ["g-web", "g-db"])
    #expect(result.diagnostics.map(\.code) == ["not-expanded"])
  }

  @Test func `a resource whose condition is false is not made, an unknown one is judged`() throws {
    let template = try #require(
      document(
        """
        Parameters: {Open: {Type: String}}
        Conditions:
          No: !Equals [a, b]
          Unsure: !Equals [!Ref Open, b]
          Circle: !Not [!Condition Circle]
        Resources:
          A: {Type: X, Condition: No}
          B: {Type: X, Condition: Unsure}
          C: {Type: X, Condition: Circle}
          D: {Properties: {}}
        """))
    let result = CloudFormation.read([template])
    #expect(result.resources.map(\.name) == ["B", "C"])
    #expect(result.diagnostics.map(\.code) == ["resource-without-type"])
  }

  @Test func `a text put together leads back to the template`() throws {
    let template = try #require(
      document(
        """
        Parameters: {Given: {Type: String, Default: hello}}
        Resources:
          R:
            Type: X
            Properties:
              Data: !Sub |
                phases:
                  - name: ${Given}
                    steps: []
        """))
    let datum = try #require(CloudFormation.read([template]).resources.first?.properties["Data"])
    let inner = try #require(datum.text)
    let read = try #require(YAMLReader.read(inner).0)
    let steps = try #require(read.root["phases"]?.elements?.first?["steps"])
    let origin = Origin(file: inner, range: steps.range)
    #expect(origin.path == "t.yaml")
    #expect(origin.line == 9)
    #expect(origin.column == 20)
  }

  @Test(arguments: [
    ("!Ref Nowhere", "unresolved-reference"), ("!Join [1]", "malformed-function"),
  ])
  func `a mistake in a template has its code`(_ property: String, _ code: String) throws {
    let template = try #require(document(Self.template + property))
    #expect(CloudFormation.read([template]).diagnostics.map(\.code).contains(code))
  }
}
