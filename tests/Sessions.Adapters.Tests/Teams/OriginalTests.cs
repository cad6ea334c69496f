using System.Net;
using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Teams;

public sealed class OriginalTests
{
    private const string Drive = "GET " + Given.Users + "/drive?$select=id";

    private const string Children = "GET /v1.0/drives/b%21x/items/root:/Recordings:/children";

    private const string Item = "DELETE /v1.0/drives/b%21x/items/01F";

    private static readonly RecordingFacts Archived = new(
        "Vj1=", "bc-0", Instant.FromUtc(2025, 10, 22, 17, 1, 1), Instant.FromUtc(2025, 10, 22, 18, 14, 52),
        new("you-are-here/session-1/a.mp4", 200, "ab", Instant.FromUtc(2025, 10, 22, 19, 0)), Captions: null);

    private static readonly Original Film = new(
        "b!x", "01F", "You are here_ Interactive session 1-20251022_170101UTC-Meeting Recording.mp4", 200,
        "\"{F},1\"", Instant.FromUtc(2025, 10, 22, 18, 20));

    [Fact]
    public async Task The_file_is_chosen_from_every_page_of_the_folder()
    {
        var graph = Given.Graph()
            .On(Drive, FakeGraph.Ok("""{"id":"b!x","driveType":"business"}"""))
            .On(Children, FakeGraph.Ok(
                $$"""
                {"value":[{"id":"01D","name":"old","folder":{"childCount":1} },{{File("01G", 100)}} ],
                 "@odata.nextLink":"http://graph.test/v1.0/drives/b%21x/items/root:/Recordings:/children?$skiptoken=p2"}
                """))
            .On(Children + "?$skiptoken=p2", FakeGraph.Ok($$"""{"value":[{{File("01F", 200)}} ]}"""));

        var match = await FindAsync(graph);

        Assert.Equal(Film, match.Original);
    }

    public static TheoryData<string, string> Missing => new()
    {
        { Drive, "404" },
        { Children, "404" },
        { Children, "empty" },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task Without_a_drive_a_folder_or_a_file_there_is_no_original_and_no_fault(string line, string how)
    {
        var answer = how == "empty"
            ? FakeGraph.Ok("""{"value":[]}""")
            : FakeGraph.Error(HttpStatusCode.NotFound, "itemNotFound", "The resource could not be found.");
        var graph = Given.Graph();
        if (line == Children)
        {
            graph.On(Drive, FakeGraph.Ok("""{"id":"b!x"}"""));
        }

        var match = await FindAsync(graph.On(line, answer));

        Assert.Null(match.Original);
        Assert.NotEmpty(match.Reason);
    }

    [Fact]
    public async Task Files_without_times_lengths_or_versions_are_read_and_not_chosen()
    {
        var graph = Given.Graph()
            .On(Drive, FakeGraph.Ok("""{"id":"b!x"}"""))
            .On(Children, FakeGraph.Ok(
                $$"""
                {"value":[{"id":"a","file":{} },{"id":null,"file":{} },
                 {"id":"01F","name":"{{Film.Name}}","size":200,"file":{"hashes":null,"news":1} }]}
                """));

        Assert.Null((await FindAsync(graph)).Original);
    }

    [Fact]
    public async Task A_drive_that_is_not_ours_to_read_names_the_permission_and_nothing_of_exchange()
    {
        var graph = Given.Graph().On(
            Drive, FakeGraph.Error(HttpStatusCode.Forbidden, "accessDenied", "Access denied"));

        var fault = await Given.FaultAsync(() => FindAsync(graph));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Contains("Files.ReadWrite.All", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exchange", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent, true)]
    [InlineData(HttpStatusCode.NotFound, true)]
    [InlineData(HttpStatusCode.PreconditionFailed, false)]
    public async Task A_file_goes_to_the_recycle_bin_only_as_it_was_found(HttpStatusCode answer, bool gone)
    {
        var graph = Given.Graph().On(Item, FakeGraph.Empty(answer));

        Assert.Equal(gone, await RemoveAsync(graph, Film));
        Assert.Contains(
            "If-Match: \"{F},1\"\n", graph.Requests[^1].Headers.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_somebody_has_open_is_tried_again_later()
    {
        var graph = Given.Graph().On(Item, FakeGraph.Error((HttpStatusCode)423, "resourceLocked", "Locked"));

        Assert.Equal(FaultKind.Transient, (await Given.FaultAsync(() => RemoveAsync(graph, Film))).Kind);
    }

    [Fact]
    public async Task Without_a_version_nothing_is_removed()
    {
        var graph = Given.Graph();

        await Assert.ThrowsAsync<ArgumentException>(() => RemoveAsync(graph, Film with { ETag = null }));
        Assert.Empty(graph.Requests);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<OriginalMatch> FindAsync(FakeGraph graph) =>
        Given.Originals(graph).FindAsync(Given.Becky, Given.Session1.Subject, Archived, Cancel);

    private static Task<bool> RemoveAsync(FakeGraph graph, Original original) =>
        Given.Originals(graph).RemoveAsync(Given.Becky, original, Cancel);

    private static string File(string id, int size) =>
        $$"""
        {"id":"{{id}}","name":"{{Film.Name}}","size":{{size}},"eTag":"\"{F},1\"","cTag":"c",
         "createdDateTime":"2025-10-22T18:20:00Z","file":{"mimeType":"video/mp4","hashes":{"quickXorHash":"x="} } }
        """;
}
