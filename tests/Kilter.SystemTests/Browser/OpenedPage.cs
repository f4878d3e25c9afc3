using System.Collections.Concurrent;
using Kilter.Reports;
using Kilter.SystemTests.Programs;
using Microsoft.Playwright;

namespace Kilter.SystemTests.Browser;

/// <summary>A report opened in a browser that may read files and nothing else; remembers every complaint and every request.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly ScratchFolder? _folder;
    private readonly IBrowserContext _context;

    private OpenedPage(IPage page, IBrowserContext context, ScratchFolder? folder)
    {
        Page = page;
        _context = context;
        _folder = folder;
    }

    public IPage Page { get; }

    /// <summary>What the console warned of and every uncaught error.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Addresses asked for that are not files.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Writes the report to a file and opens that.</summary>
    public static async Task<OpenedPage> OfAsync(BrowserFixture fixture, Report report, int width = 1440, ColorScheme scheme = ColorScheme.Light, Func<string, string>? change = null)
    {
        var folder = new ScratchFolder();
        using (var file = File.Create(folder["report.html"]))
        {
            HtmlReportWriter.Write(report, file);
        }

        if (change is not null)
        {
            await File.WriteAllTextAsync(folder["report.html"], change(await File.ReadAllTextAsync(folder["report.html"])));
        }

        return await OfAsync(fixture, folder["report.html"], width, scheme, folder);
    }

    /// <summary>Opens a file.</summary>
    public static async Task<OpenedPage> OfAsync(BrowserFixture fixture, string path, int width = 1440, ColorScheme scheme = ColorScheme.Light, ScratchFolder? owned = null)
    {
        var context = await fixture.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, HasTouch = width < 500, IsMobile = width < 500, Offline = true });
        var opened = new OpenedPage(await context.NewPageAsync(), context, owned);
        opened.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                opened.Complaints.Enqueue(message.Text);
            }
        };
        opened.Page.PageError += (_, error) => opened.Complaints.Enqueue(error);
        opened.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                opened.Requests.Enqueue(request.Url);
            }
        };
        await opened.Page.GotoAsync(new Uri(path).AbsoluteUri);
        return opened;
    }

    /// <summary>How many different colours the timeline's canvas holds: one when nothing was drawn.</summary>
    public Task<int> ColoursAsync() => Page.EvaluateAsync<int>(
        """
        () => { const seen = new Set(); for (const c of document.querySelectorAll('#timeline canvas')) { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); } return seen.size; }
        """);

    /// <summary>How many pixels the page is wider than its window.</summary>
    public Task<int> OverhangAsync() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        _folder?.Dispose();
    }
}
