using System.Globalization;

namespace Kilter.Cli.Options;

/// <summary>Reads settings given as NAME=VALUE.</summary>
internal static class NamedSettings
{
    /// <summary>The settings by name, over those of <paramref name="under"/>; of one given twice, the last.</summary>
    /// <exception cref="DataException">A setting is not of the form NAME=VALUE.</exception>
    public static Dictionary<string, string> Read(string option, IEnumerable<string> settings, IReadOnlyDictionary<string, string> under)
    {
        var named = new Dictionary<string, string>(under, StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw Slips.Usage($"{option} is \"{setting}\"; a name and a value are needed, as in {option} share=0.99.");
            }

            named[setting[..equals].Trim()] = setting[(equals + 1)..].Trim();
        }

        return named;
    }

    /// <summary>Adds a number that has an option of its own.</summary>
    public static Dictionary<string, string> With(this Dictionary<string, string> settings, string name, double? value)
    {
        if (value is { } number)
        {
            settings[name] = number.ToString("R", CultureInfo.InvariantCulture);
        }

        return settings;
    }
}
