-- Airflow's own database beside the bank's.
CREATE DATABASE airflow;
