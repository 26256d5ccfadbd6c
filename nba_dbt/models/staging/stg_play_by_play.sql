with bigdataball as (
    select * from {{ source('nba_raw', 'bigdataball_play_by_play') }}
    -- Where its file never came, the table holds the league's events without their player ids and areas.
    where data_source = 'bigdataball'
),

league as (
    select * from {{ source('nba_raw', 'nbac_play_by_play') }}
    where nba_game_id not in (select bigdataball.nba_game_id from bigdataball)
)

select
    game_date,
    game_id,
    nba_game_id,
    event_sequence,
    period,
    game_clock,
    event_type,
    event_subtype,
    event_description,
    score_home,
    score_away,
    player_1_nba_player_id as nba_player_id,
    player_1_name as original_name,
    player_1_lookup as name_lookup,
    {{ suffix_free('player_1_name', 'player_1_lookup') }} as name_match_key,
    player_1_team_abbr as team_abbr,
    case when player_1_team_abbr = home_team_abbr then away_team_abbr else home_team_abbr end as other_team_abbr,
    player_2_nba_player_id as second_nba_player_id,
    player_2_lookup as second_name_lookup,
    player_2_role as second_role,
    event_subtype = 'free throw 1/1' as is_single_free_throw,
    shot_type,
    shot_made,
    shot_distance as shot_distance_ft,
    case
        when shot_type = '3PT' then 'three'
        when shot_type = '2PT' and shot_distance <= 8 then 'paint'
        when shot_type = '2PT' and shot_distance > 8 then 'mid_range'
        -- Where the file tells no distance, a layup, a dunk or a tip-in was still taken at the rim.
        when
            shot_type = '2PT'
            and (event_subtype like '%layup%' or event_subtype like '%dunk%' or event_subtype like '%tip%')
            then 'paint'
    end as zone,
    'bigdataball' as data_source
from bigdataball
union all
select
    game_date,
    game_id,
    nba_game_id,
    event_sequence,
    period,
    game_clock,
    event_type,
    event_action_type as event_subtype,
    event_description,
    score_home,
    score_away,
    player_1_id as nba_player_id,
    player_1_name as original_name,
    player_1_lookup as name_lookup,
    player_1_lookup as name_match_key,
    player_1_team_abbr as team_abbr,
    case when player_1_team_abbr = home_team_abbr then away_team_abbr else home_team_abbr end as other_team_abbr,
    player_2_id as second_nba_player_id,
    player_2_lookup as second_name_lookup,
    player_2_role as second_role,
    event_action_type = '1 of 1' and coalesce(event_descriptor, '') <> 'technical' as is_single_free_throw,
    shot_type,
    shot_made,
    shot_distance as shot_distance_ft,
    case
        when shot_area in ('Restricted Area', 'In The Paint (Non-RA)') then 'paint'
        when shot_area = 'Mid-Range' then 'mid_range'
        when shot_type = '3PT' then 'three'
        when shot_type = '2PT' and shot_distance <= 8 then 'paint'
        when shot_type = '2PT' and shot_distance > 8 then 'mid_range'
    end as zone,
    data_source
from league
