import Testing

@testable import IAM

/// The bundled catalogue against what the Service Authorization Reference says.
struct ActionCatalogueTests {
  static let catalogue = ActionCatalogue.bundled

  @Test func `the catalogue says what it is and how large`() {
    #expect(Self.catalogue.version.hasPrefix("0.1."))
    #expect(Self.catalogue.date.wholeMatch(of: /20\d\d-\d\d-\d\d/) != nil)
    #expect(Self.catalogue.servicePrefixes.count >= 457)
    #expect(Self.catalogue.actionCount >= 22_000)
    #expect(Self.catalogue.servicePrefixes == Self.catalogue.servicePrefixes.sorted())
  }

  /// An action as spelled anyhow, with its level, kinds of resources (`*` required) and a key.
  struct Known: Sendable, CustomTestStringConvertible {
    let name: String
    let spelled: String
    let level: AccessLevel
    let resources: [String]
    let key: String?
    var testDescription: String { name }

    init(
      _ name: String, _ spelled: String, _ level: AccessLevel, _ resources: [String],
      key: String? = nil
    ) {
      self.name = name
      self.spelled = spelled
      self.level = level
      self.resources = resources
      self.key = key
    }
  }

  static let known: [Known] = [
    Known("s3:GetObject", "s3:GetObject", .read, ["object"], key: "s3:authType"),
    Known("S3:putobject", "s3:PutObject", .write, ["object"], key: "s3:x-amz-acl"),
    Known("s3:listbucket", "s3:ListBucket", .list, ["bucket"], key: "s3:prefix"),
    Known("s3:PutBucketPolicy", "s3:PutBucketPolicy", .permissionsManagement, ["bucket*"]),
    Known("s3:ListAllMyBuckets", "s3:ListAllMyBuckets", .list, []),
    Known("iam:PassRole", "iam:PassRole", .write, ["role*"], key: "iam:PassedToService"),
    Known("iam:AttachRolePolicy", "iam:AttachRolePolicy", .permissionsManagement, ["role*"]),
    Known("ec2:DescribeImages", "ec2:DescribeImages", .list, []),
    Known("ec2:CreateTags", "ec2:CreateTags", .tagging, ["image"], key: "ec2:CreateAction"),
    Known("sts:AssumeRole", "sts:AssumeRole", .write, ["role*"], key: "sts:ExternalId"),
    Known("kms:Decrypt", "kms:Decrypt", .write, ["key*"], key: "kms:ViaService"),
    Known("kms:CreateGrant", "kms:CreateGrant", .permissionsManagement, ["key*"]),
    Known(
      "imagebuilder:createimagepipeline", "imagebuilder:CreateImagePipeline", .write,
      ["imagePipeline*"], key: "aws:RequestTag/${TagKey}"),
    Known("ssm:GetParameter", "ssm:GetParameter", .read, ["parameter*"]),
  ]

  @Test(arguments: known)
  func `a well-known action is what it is`(_ known: Known) throws {
    let action = try #require(Self.catalogue.action(known.name))
    #expect(action.qualifiedName == known.spelled)
    #expect(action.level == known.level)
    let resources = action.resources.map { $0.type.name + ($0.isRequired ? "*" : "") }
    #expect(known.resources.isEmpty == resources.isEmpty)
    #expect(Set(resources).isSuperset(of: known.resources), "\(resources)")
    let keys = action.conditionKeys + action.resources.flatMap(\.conditionKeys)
    if let key = known.key { #expect(keys.contains(key), "\(keys)") }
  }

  @Test func `the catalogue tells what an action needs besides`() throws {
    let action = try #require(Self.catalogue.action("ec2:CreateFlowLogs"))
    #expect(action.dependentActions.contains("iam:PassRole"))
  }

  @Test func `a resource type has the form of its ARN, and a key its type`() throws {
    let service = try #require(Self.catalogue.service("S3"))
    #expect(service.prefix == "s3")
    #expect(service.name == "Amazon S3")
    let forms = Dictionary(uniqueKeysWithValues: service.resourceTypes.map { ($0.name, $0.arn) })
    #expect(forms["bucket"] == "arn:${Partition}:s3:::${BucketName}")
    #expect(forms["job"] == "arn:${Partition}:s3:${Region}:${Account}:job/${JobId}")
    let types = Dictionary(uniqueKeysWithValues: service.conditionKeys.map { ($0.name, $0.type) })
    #expect(types["s3:prefix"] == .string)
    #expect(types["s3:max-keys"] == .numeric)
    #expect(types["aws:TagKeys"] == .arrayOfString)
  }

  @Test(arguments: [
    "", ":", "s3", "s3:", ":GetObject", "s3:GetObjekt", "nosuch:GetObject", "s3:GetObject ",
    "s3:*", "s3 :GetObject", "ſ3:GetObject", "kms:DecryptK",
  ])
  func `what is not listed is not known`(name: String) {
    #expect(Self.catalogue.action(name) == nil)
  }

  @Test func `every service can be read to the end`() {
    var actions = 0
    for number in Self.catalogue.servicePrefixes.indices {
      let service = Self.catalogue.service(at: number)
      #expect(service.prefix == Self.catalogue.servicePrefixes[number])
      #expect(!service.name.isEmpty)
      for number in service.names.indices {
        let action = service.action(at: number)
        #expect(service.level(at: number) == action.level)
        #expect(Array(action.name.lowercased().utf8)[...] == service.names[number])
      }
      actions += service.names.count
    }
    #expect(actions == Self.catalogue.actionCount)
  }

  @Test func `names are small, ascending, and lie in one piece`() throws {
    let names = try #require(Self.catalogue.service("ec2")).names
    #expect(names.count > 700)
    for number in names.indices {
      #expect(names[number].allSatisfy { ActionNamesCase.isSmall($0) })
      #expect(
        names.range(of: number).lowerBound
          == (number == 0 ? 0 : names.range(of: number - 1).upperBound))
      if number > 0 { #expect(names[number - 1].lexicographicallyPrecedes(names[number])) }
      #expect(names.number(of: names[number]) == number)
    }
    #expect(names.range(of: names.count - 1).upperBound == names.bytes.count)
    #expect(names.number(of: Array("describe".utf8)) == nil)
    #expect(names.number(of: Array("zzz".utf8)) == nil)
  }

  /// Asking for one thing must not read the others: cost, told by what has been decoded.
  @Test func `a lookup reads one service, and names only when names are wanted`() throws {
    let catalogue = try ActionCatalogue(checking: CatalogueFileTests.small)
    #expect(catalogue.decodedServiceCount == 0)
    #expect(catalogue.action("unknown:Read") == nil)
    #expect(catalogue.decodedServiceCount == 0)
    let service = try #require(catalogue.service("beta"))
    #expect(service.number(of: "readthing") == 0)
    #expect(service.spelledName(at: 0) == "ReadThing")
    #expect(!service.hasDetails)
    #expect(catalogue.decodedServiceCount == 1)
    #expect(service.level(at: 0) == .read)
    #expect(service.hasDetails)
    #expect(catalogue.service("BETA") === service)
    #expect(catalogue.decodedServiceCount == 1)
  }
}

/// What a byte of a name may be.
private enum ActionNamesCase {
  static func isSmall(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
  }
}
