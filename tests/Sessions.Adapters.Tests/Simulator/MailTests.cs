using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sessions.Simulator;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class MailTests : TenantTest
{
    private const string Mime = "From: becky.russell@example.org\r\nTo: Ann <ann@example.net>,\r\n bob@example.net\r\n"
        + "Subject: Hello\r\nMessage-ID: <one@example.org>\r\n\r\nText: not a field\r\n";

    private static string Address => $"users/{Becky}/sendMail";

    [Fact]
    public async Task A_json_message_is_accepted_with_capitals_too()
    {
        var body = JsonNode.Parse("""
            {"Message":{"subject":"Hello","toRecipients":[{"emailAddress":{"address":"ann@example.net"}}]},
             "SaveToSentItems":false}
            """)!;

        var answer = await PostAsync(Address, body);

        var sent = Assert.Single(Tenant.SentMail);
        Assert.Equal((202, 0), (answer.Status, answer.Bytes.Length));
        Assert.Equal((Becky, "Hello", false, false), (sent.Mailbox, sent.Subject, sent.IsMime, sent.SavedToSentItems));
        Assert.Equal(["ann@example.net"], sent.Recipients);
    }

    [Fact]
    public async Task A_mime_message_is_kept_byte_for_byte()
    {
        Assert.Equal(202, (await SendMimeAsync()).Status);

        var sent = Assert.Single(Tenant.SentMail);
        Assert.Equal(Mime, Encoding.UTF8.GetString(sent.Content.Span));
        Assert.Equal(("Hello", "one@example.org"), (sent.Subject, sent.MessageId));
        Assert.Equal(["ann@example.net", "bob@example.net"], sent.Recipients);
    }

    [Fact]
    public async Task A_mime_message_that_is_not_base64_is_refused()
    {
        using var content = new StringContent("%%%", Encoding.ASCII, "text/plain");

        var answer = await SendAsync(HttpMethod.Post, Address, content);

        Assert.Equal((400, "ErrorMimeContentInvalidBase64String"), (answer.Status, answer.ErrorCode));
        Assert.Empty(Tenant.SentMail);
    }

    [Fact]
    public async Task What_exceeds_thirty_messages_a_minute_is_accepted_and_delivered_later()
    {
        Switch(switches => switches with { Mail = new MailLimits() });
        await SendManyAsync(61);

        Assert.Equal(
            [(Clock.Now, 30), (Clock.Now.AddMinutes(1), 30), (Clock.Now.AddMinutes(2), 1)],
            Tenant.SentMail.GroupBy(sent => sent.Delivered).Select(minute => (minute.Key, minute.Count())));
    }

    [Fact]
    public async Task The_excess_of_a_minute_may_be_refused_until_the_minute_is_over()
    {
        Switch(switches => switches with { Mail = new MailLimits(RefuseExcess: true) });
        await SendManyAsync(30);
        Clock.Now = Clock.Now.AddSeconds(45);

        var refused = await SendMimeAsync();
        Clock.Now = Clock.Now.AddSeconds(15);

        Assert.Equal((429, "ApplicationThrottled"), (refused.Status, refused.ErrorCode));
        Assert.Equal("15", refused.Headers.RetryAfter!.ToString());
        Assert.Equal(202, (await SendMimeAsync()).Status);
    }

    [Fact]
    public async Task Recipients_beyond_a_days_limit_are_refused_until_the_next_day()
    {
        Switch(switches => switches with { Mail = new MailLimits(PerDay: 5) });
        await SendManyAsync(2);

        var refused = await SendMimeAsync();
        Clock.Now = Clock.Now.AddDays(1);

        Assert.Equal((429, "ErrorExceededMessageLimit"), (refused.Status, refused.ErrorCode));
        Assert.Equal(202, (await SendMimeAsync()).Status);
    }

    [Fact]
    public async Task A_fifth_request_at_one_time_is_refused()
    {
        Switch(switches => switches with { Mail = new MailLimits() });
        var held = Enumerable.Range(1, 4).Select(_ => new HeldContent()).ToArray();
        var underWay = held.Select(content => SendAsync(HttpMethod.Post, Address, content)).ToArray();
        await Task.WhenAll(held.Select(content => content.Begun));

        Reply refused;
        do
        {
            refused = await SendMimeAsync();
        }
        while (refused.Status == 202);

        Array.ForEach(held, content => content.Finish());
        Assert.All(await Task.WhenAll(underWay), answer => Assert.Equal(202, answer.Status));
        Assert.Equal((429, "ApplicationThrottled"), (refused.Status, refused.ErrorCode));
    }

    private async Task SendManyAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(202, (await SendMimeAsync()).Status);
        }
    }

    private async Task<Reply> SendMimeAsync()
    {
        using var content = new StringContent(
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Mime)), Encoding.ASCII, "text/plain");
        return await SendAsync(HttpMethod.Post, Address, content);
    }

    /// <summary>A body that has begun and is finished when the test says so.</summary>
    private sealed class HeldContent : HttpContent
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldContent() => Headers.ContentType = new("text/plain");

        public Task Begun => _begun.Task;

        public void Finish() => _finish.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("QUFB"u8.ToArray(), Cancel);
            await stream.FlushAsync(Cancel);
            _begun.SetResult();
            await _finish.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
