"""Every table of the reference is compared with something of ours: which one where."""

from pathlib import Path

COMPARED = {
    "test_coinr_aggregate.py": """
        aggregate/N1__amean
        aggregate/N1__amean_amean_gmean
        aggregate/N1__gmean
        aggregate/N1__hmean
        aggregate/N1_wmod3__amean
        aggregate/N1withNA__amean
        aggregate/N1withNA__amean_datthresh08
        aggregate/weights_mod3
    """,
    "test_coinr_denominate.py": """
        standard/Denominated
        standard/Raw
    """,
    "test_coinr_files.py": """
        data/ASEM_iData
        data/ASEM_iMeta
    """,
    "test_coinr_impute.py": """
        impute/mean_col
        impute/mean_row_normfirst
        impute/median_grp_EurAsia
    """,
    "test_coinr_metadata.py": """
        standard/Meta_Ind
        standard/Meta_Lineage
        standard/Meta_Unit
        standard/Weights_Original
    """,
    "test_coinr_multivariate.py": """
        multivariate/corr_Raw_kendall
        multivariate/corr_Raw_pearson
        multivariate/cronbach
        multivariate/pca_Normalised_L1_Physical_rotation
        multivariate/pca_Normalised_L1_Physical_sdev
    """,
    "test_coinr_normalise.py": """
        data/ASEM_iMeta_with_norm_params
        normalise/DenominatedNA__prank
        normalise/Raw__n_dist2targ_use_iMeta
        normalise/Raw__n_goalposts_use_iMeta
        normalise/Treated__borda
        normalise/Treated__dist2max
        normalise/Treated__minmax_1_100
        normalise/Treated__rank
        normalise/Treated__scaled_0_100
        normalise/Treated__zscore_0_1
    """,
    "test_coinr_outranking.py": """
        aggregate/outrank_Physical_matrix
    """,
    "test_coinr_panel.py": """
        data/ASEM_iData_p
    """,
    "test_coinr_remove.py": """
        remove/L1_MeanAbsDiff
        remove/L1_Ranks
        remove/L1_Scores
    """,
    "test_coinr_sensitivity.py": """
        uncertainty/ishigami_SA_estimate
        uncertainty/ishigami_X
        uncertainty/ishigami_y
    """,
    "test_coinr_standard.py": """
        standard/Aggregated
        standard/DataAvail_Raw_ByGroup
        standard/DataAvail_Raw_Summary
        standard/EffWeights
        standard/Imputed
        standard/Normalised
        standard/Results_Aggs
        standard/Results_Full_ranks
        standard/Results_groupranks_EurAsia
        standard/Screened
        standard/Screened_DataSummary
        standard/Treated
    """,
    "test_coinr_summaries.py": """
        standard/StrWeak_ESP_strengths
        standard/StrWeak_ESP_weaknesses
        standard/UnitSummary_IND
    """,
    "test_coinr_treat.py": """
        standard/Treated_Dets_Table
        standard/Treated_Points
        treat/Denominated__default
        treat/Denominated__default__Dets
        treat/Denominated__default__Points
        treat/Denominated__winmax1_logCTplus
        treat/Denominated__winmax1_logCTplus__Dets
        treat/Denominated__winmax1_logCTplus__Points
        treat/Denominated__winmax3
        treat/Denominated__winmax3__Dets
        treat/Denominated__winmax3__Points
        treat/Imputed__indiv
        treat/Imputed__indiv__Dets
        treat/Imputed__indiv__Points
    """,
    "test_coinr_uncertainty.py": """
        uncertainty/UA_N200_seed101_Para
        uncertainty/UA_N200_seed101_RankStats
        uncertainty/UA_N200_seed101_Ranks
        uncertainty/UA_N200_seed101_Scores
        uncertainty/UA_N200_seed101_X
        weights/noisy_weights_seed2024
    """,
}


def test_every_reference_table_is_compared_in_a_file_that_is_there(coinr):
    there = {str(p.relative_to(coinr.folder).with_suffix("")) for p in coinr.folder.rglob("*.csv")}
    assert {name for names in COMPARED.values() for name in names.split()} == there
    assert {f for f in COMPARED if not (Path(__file__).parent / f).is_file()} == set()
