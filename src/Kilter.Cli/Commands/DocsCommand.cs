using System.CommandLine;
using Kilter.Cli.Docs;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter docs PAGE</c>, for those who work on Kilter: prints a page of the documentation that is made from the program.</summary>
internal static class DocsCommand
{
    /// <summary>The pages and what makes them.</summary>
    public static IReadOnlyList<(string Name, Func<KilterCommand, string> Make)> Pages { get; } =
    [
        ("cli", CliPage.Of),
        ("detectors", _ => CatalogPages.Detectors()),
        ("metrics", _ => CatalogPages.Metrics()),
        ("preparations", _ => CatalogPages.Preparations()),
        ("sources", _ => CatalogPages.Sources()),
        ("thresholds", _ => CatalogPages.Thresholds()),
    ];

    public static KilterCommand Create(Session session, Func<KilterCommand> tree)
    {
        var page = new Argument<string>("page") { HelpName = string.Join('|', Pages.Select(p => p.Name)) };
        var command = new KilterCommand("docs", "Print a page of the documentation that is made from the program.")
        {
            Hidden = true,
            Needs = "a page: " + string.Join(", ", Pages.Select(p => p.Name)),
            Examples = [("kilter docs cli > docs/cli.md", "renew the page")],
        };
        command.Add(page);
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(page);
            var make = Pages.FirstOrDefault(p => p.Name == name).Make ?? throw Slips.Usage($"There is no page '{name}'. Pages: {string.Join(", ", Pages.Select(p => p.Name))}.");
            session.Terminal.Out.Write(make(tree()));
            return ExitCodes.Done;
        });
        return command;
    }
}
