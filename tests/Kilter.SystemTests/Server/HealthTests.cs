using System.Diagnostics;
using System.Net;
using Kilter.SystemTests.Programs;

namespace Kilter.SystemTests.Server;

/// <summary>The server as people start it: a process of its own, on a real port that the system picks.</summary>
public sealed class HealthTests
{
    private const string Announcement = "Now listening on: ";

    [Fact]
    public async Task The_health_page_answers_on_a_real_port_and_the_server_ends_when_asked()
    {
        using var server = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "kilter-server"), ["--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressOfAsync(server) };
            using var answer = await client.GetAsync("/health", TestContext.Current.CancellationToken);
            using var missing = await client.GetAsync("/nothing-here", TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
            Assert.Equal("ok\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);

            (await ProgramRun.OfAsync("kill", ["-TERM", $"{server.Id}"])).Succeeded();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.Equal(0, server.ExitCode);
        }
        finally
        {
            if (!server.HasExited)
            {
                server.Kill();
            }
        }
    }

    private static async Task<Uri> AddressOfAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            var at = line.IndexOf(Announcement, StringComparison.Ordinal);
            if (at >= 0)
            {
                return new Uri(line[(at + Announcement.Length)..]);
            }
        }

        throw new InvalidOperationException("The server ended before it said where it listens.");
    }
}
