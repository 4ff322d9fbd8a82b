import Documents
import IAM
import Testing

/// The carried policies: which, at which version, and that they can be read.
struct ManagedPoliciesTests {
  static let expected = [
    "AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess", "ViewOnlyAccess", "SecurityAudit",
    "IAMFullAccess", "IAMReadOnlyAccess", "EC2InstanceProfileForImageBuilder",
    "EC2InstanceProfileForImageBuilderECRContainerBuilds", "AWSImageBuilderFullAccess",
    "AWSImageBuilderReadOnlyAccess", "AWSServiceRoleForImageBuilder",
    "EC2ImageBuilderLifecycleExecutionPolicy", "Ec2ImageBuilderCrossAccountDistributionAccess",
    "AmazonSSMManagedInstanceCore", "AmazonSSMFullAccess", "AmazonSSMPatchAssociation",
    "AmazonSSMDirectoryServiceAccess", "AmazonEC2RoleforSSM", "CloudWatchAgentServerPolicy",
    "CloudWatchAgentAdminPolicy", "AmazonEC2FullAccess", "AmazonEC2ReadOnlyAccess",
    "AmazonS3FullAccess", "AmazonS3ReadOnlyAccess",
  ]

  @Test func `the policies of image pipelines are carried`() {
    let names = ManagedPolicies.all.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).isSuperset(of: Self.expected))
    #expect(ManagedPolicies.source.hasPrefix("moto "))
  }

  @Test func `every document is JSON of the policy language with a version and a date`() {
    for policy in ManagedPolicies.all {
      #expect(policy.version.wholeMatch(of: /v[0-9]+/) != nil, "\(policy.name)")
      #expect(policy.date.wholeMatch(of: /20\d\d-\d\d-\d\d/) != nil, "\(policy.name)")
      #expect(policy.document.path == "AWS managed policy \(policy.name) (\(policy.version))")
      let (document, diagnostics) = JSONReader.read(policy.document)
      #expect(diagnostics.isEmpty && document != nil, "\(policy.name): \(diagnostics)")
      #expect(policy.document.bytes.starts(with: Array("{\n".utf8)))
      #expect(ManagedPolicies.policy(arn: policy.arn())?.name == policy.name)
    }
  }

  @Test(arguments: [
    "arn:aws:iam::aws:policy/AdministratorAccess",
    "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM",
    "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    "arn:aws-cn:iam::aws:policy/AmazonSSMManagedInstanceCore",
    "arn:aws-us-gov:iam::aws:policy/AmazonSSMManagedInstanceCore",
    "arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore",
    "arn:${data.aws_partition.current.partition}:iam::aws:policy/ReadOnlyAccess",
  ])
  func `an ARN is understood in any partition and with any path`(arn: String) throws {
    let policy = try #require(ManagedPolicies.policy(arn: arn))
    #expect(arn.hasSuffix("/" + (policy.document.path.split(separator: " ")[3])))
    #expect(policy.version.hasPrefix("v"))
  }

  @Test(arguments: [
    "", "arn:", "arn:aws", "AdministratorAccess", "arn:iam::aws:policy/AdministratorAccess",
    "arn::iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/",
    "arn:aws:iam::aws:policy/NoSuchPolicy", "arn:aws:iam::aws:policy/administratoraccess",
    "arn:aws:iam::123456789012:policy/AdministratorAccess",
    "arn:aws:iam::aws:policy/AmazonEC2RoleforSSM",
    "arn:aws:iam::aws:policy/service-role/AdministratorAccess",
    "arn:aws:iam::aws:role/AdministratorAccess", "arn:aws:iam::aws:policy//AdministratorAccess",
  ])
  func `what is not carried is unknown`(arn: String) {
    #expect(ManagedPolicies.policy(arn: arn) == nil)
  }

  @Test func `in another partition the ARNs are of that partition, and the name says so`() throws {
    let arn = "arn:aws-cn:iam::aws:policy/EC2InstanceProfileForImageBuilder"
    let policy = try #require(ManagedPolicies.policy(arn: arn))
    let text = String(decoding: policy.document.bytes, as: UTF8.self)
    #expect(text.contains("\"arn:aws-cn:s3:::ec2imagebuilder*\""))
    #expect(!text.contains("\"arn:aws:"))
    #expect(policy.document.path.hasSuffix("of aws, with ARNs of aws-cn)"))
    let known = try #require(ManagedPolicies.policy(arn: policy.arn()))
    #expect(String(decoding: known.document.bytes, as: UTF8.self).contains("\"arn:aws:s3:::"))
  }
}
