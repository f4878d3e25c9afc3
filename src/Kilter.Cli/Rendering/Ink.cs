namespace Kilter.Cli.Rendering;

/// <summary>What a colour means on the terminal; the same roles as in the report.</summary>
internal enum Ink
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>A heading or the weight of a sentence.</summary>
    Strong,

    /// <summary>What matters less: table heads, examples' comments.</summary>
    Dim,

    /// <summary>Orange, for what is off-kilter and nothing else.</summary>
    Event,

    /// <summary>Ochre, for what is doubtful in the data.</summary>
    Doubt,
}
